// Seals what a form sends to the key of who is to read it (docs/intake.md): who passes it on, or keeps it for a while, reads nothing.

const type = "application/vnd.vivier.sealed";
const mark = "vivier-sealed 1\n";
const encoder = new TextEncoder();

// The body that the form would send, in a box for this purpose alone.
export async function sealed(data, publicKey, purpose) {
  const { subtle } = crypto;
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const recipient = Uint8Array.from(
    atob(publicKey.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const body = new Response(data);
  const plain = await new Blob([`${body.headers.get("Content-Type")}\n`, await body.arrayBuffer()]).arrayBuffer();
  const pair = await subtle.generateKey(curve, false, ["deriveBits"]);
  const own = await subtle.exportKey("raw", pair.publicKey);
  const theirs = await subtle.importKey("raw", recipient, curve, false, []);
  const shared = await subtle.deriveBits({ ...curve, public: theirs }, pair.privateKey, 256);
  const secret = await subtle.importKey(
    "raw", await new Blob([shared, own, recipient]).arrayBuffer(), "HKDF", false, ["deriveKey"]);
  const info = encoder.encode("vivier/submission/key");
  const key = await subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  // A key of one use makes one box: the nonce need not differ.
  const additionalData = encoder.encode(mark + purpose);
  const box = await subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12), additionalData }, key, plain);
  return new Blob([mark, own, box], { type });
}

// Sends a form of a space as the browser would, so that its answer is shown as ever; all that leaves is one file, sealed.
export async function sendSealed(form, button, publicKey) {
  const box = await sealed(new FormData(form, button), publicKey, "/action");
  const chosen = new DataTransfer();
  chosen.items.add(new File([box], "sealed", { type }));
  const field = Object.assign(document.createElement("input"), { type: "file", name: "sealed" });
  field.files = chosen.files;
  const envelope = Object.assign(document.createElement("form"), { method: "post", enctype: "multipart/form-data", hidden: true });
  envelope.action = form.getAttribute("action");
  envelope.append(field);
  document.body.append(envelope);
  envelope.submit();
  envelope.remove();
}
