// Opens sealed pages: docs/sealed-pages.md. What stands behind the # of a link is never sent anywhere, and is taken out of the
// address bar before anything else happens.

import { keep as keepHere, kept as keptHere } from "./site.js";

const place = document.querySelector("[data-space]");
const shown = place?.querySelector("[data-space-page]");
const door = place?.querySelector("[data-space-door]");
const note = place?.querySelector("[data-space-note]");
const leave = place?.querySelector("[data-space-leave]");
const title = document.title;
const digits = "abcdefghijklmnopqrstuvwxyz234567";

// The pages that were opened in this tab, the way there last. The browser's own history has their places in it, never a secret.
let path = kept();

function kept() {
  try {
    const all = JSON.parse(sessionStorage.getItem("space"));
    return Array.isArray(all) ? all : [];
  } catch {
    return [];
  }
}

function keep(all) {
  path = all;
  try {
    if (all.length) sessionStorage.setItem("space", JSON.stringify(all));
    else sessionStorage.removeItem("space");
  } catch {}
}

// However it was typed or cut out of a mail: in capitals, in groups, with the link around it.
export function codeIn(text) {
  let plain = text;
  try { plain = decodeURIComponent(text); } catch {}
  const code = plain.toLowerCase().replace(/^.*#/s, "").replace(/^v1\./, "").replace(/[\s-]/g, "");
  return /^[a-z2-7]{51}[aq]$/.test(code) ? code : null;
}

function base32(bytes) {
  let [text, bits, width] = ["", 0, 0];
  for (const byte of bytes) {
    bits = (bits << 8 | byte) & 0xffff;
    for (width += 8; width >= 5;) text += digits[bits >> (width -= 5) & 31];
  }
  return width ? text + digits[bits << 5 - width & 31] : text;
}

function unbase32(text) {
  const bytes = [];
  let [bits, width] = [0, 0];
  for (const character of text) {
    bits = (bits << 5 | digits.indexOf(character)) & 0xffff;
    if ((width += 5) >= 8) bytes.push(bits >> (width -= 8) & 255);
  }
  return new Uint8Array(bytes);
}

const utf8 = new TextEncoder();

// The address and the key of a page.
export async function derived(code) {
  const secret = await crypto.subtle.importKey("raw", unbase32(code), "HKDF", false, ["deriveBits", "deriveKey"]);
  const hkdf = (use) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: utf8.encode(`vivier/page/1/${use}`) });
  const id = await crypto.subtle.deriveBits(hkdf("id"), secret, 128);
  const key = await crypto.subtle.deriveKey(hkdf("key"), secret, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  return { name: base32(new Uint8Array(id)), key };
}

const mark = [...utf8.encode("vivier"), 0, 1];

export async function unsealed(bytes, { name, key }) {
  if (mark.some((byte, index) => bytes[index] !== byte)) throw new Error("format");
  const plain = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: bytes.subarray(8, 20), additionalData: new Uint8Array([...mark, ...utf8.encode(name)]) },
    key, bytes.subarray(20));
  return JSON.parse(new TextDecoder().decode(plain));
}

function say(word) {
  note.textContent = word ? place.querySelector(`[data-space-word="${word}"]`).textContent : "";
  note.hidden = !word;
}

function showDoor(word) {
  shown.replaceChildren();
  shown.removeAttribute("data-ready");
  door.hidden = false;
  leave.hidden = !path.length;
  document.title = title;
  say(word);
}

// A page is what our own program wrote, with every word of a person escaped; nothing in it can run, since the page's policy
// lets no script run that is not a file of this site.
function show(page) {
  const parsed = new DOMParser().parseFromString(page.html, "text/html");
  for (const odd of parsed.querySelectorAll("script, iframe, object, embed, base, meta, link, style")) odd.remove();
  shown.replaceChildren(...parsed.body.childNodes);
  shown.lang = page.language;
  // Pages of agents have a way back of their own.
  if (path.length > 1 && !shown.querySelector("[data-home]")) shown.prepend(wayBack());
  offerKept();
  const sealing = keyNote();
  if (sealing) sealing.hidden = false;
  door.hidden = true;
  leave.hidden = false;
  document.title = page.title;
  shown.dataset.ready = page.kind;
  scrollTo(0, 0);
  (shown.querySelector("h1") ?? shown).focus({ preventScroll: true });
  document.dispatchEvent(new Event("shown"));
}

function wayBack() {
  const crumb = document.createElement("p");
  crumb.className = "crumb";
  const link = document.createElement("a");
  link.href = location.pathname;
  link.dataset.home = "";
  link.textContent = door.querySelector("h1").textContent;
  crumb.append(link);
  return crumb;
}

// Offers are kept on this device, or in the space. Each side can be added to the other, if the reader presses; nothing leaves
// the device before.
function offerKept() {
  const list = shown.querySelector("[data-space-offers]");
  if (!list) return;
  const rows = [...list.querySelectorAll("[data-kept]")];
  const here = keptHere("offers");
  const missing = Object.values(here).filter(({ id }) => !rows.some((row) => row.dataset.kept === id));
  const add = list.querySelector("[data-device=add]");
  for (const { id, title } of missing) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "offer", value: id });
    const name = document.createElement("li");
    name.textContent = title;
    add.append(field);
    add.querySelector("[data-names]").append(name);
  }
  add.hidden = !missing.length;
  const open = rows.filter((row) => row.querySelector("h3 a") && !(row.dataset.kept in here));
  const take = list.querySelector("[data-device=take]");
  if (!take || !open.length) return;
  take.hidden = false;
  take.querySelector("button").addEventListener("click", ({ target }) => {
    for (const row of open) {
      const link = row.querySelector("h3 a");
      keepHere("offers", row.dataset.kept, { id: row.dataset.kept, url: link.getAttribute("href"), title: link.textContent, lang: "",
        who: row.querySelector(".who span")?.textContent ?? "", facts: [], closes: row.querySelector("time")?.dateTime });
    }
    target.hidden = true;
    const said = take.querySelector("[data-done]");
    said.textContent = said.dataset.done;
  });
}

// What says that forms of this page are sealed to a key, if they are.
function keyNote() {
  return shown.querySelector("[data-sealed-to]");
}

let isSealing = false;

async function seal(event) {
  const [note, form] = [keyNote(), event.target];
  if (!note || event.defaultPrevented) return;
  event.preventDefault();
  if (isSealing) return;
  isSealing = true;
  try {
    const { sendSealed } = await import("./sealing.js");
    await sendSealed(form, event.submitter, note.dataset.sealedTo);
  } catch {
    // Rather nothing than what others can read.
    note.textContent = note.dataset.failed;
    note.setAttribute("role", "alert");
    form.append(note);
  }
  isSealing = false;
}

let asked = 0;

async function open() {
  const mine = ++asked;
  const code = path.at(-1);
  if (!code) return showDoor();
  if (!globalThis.crypto?.subtle) return showDoor("insecure");
  if (door.hidden === false) say("loading");
  const page = await read(code);
  if (mine !== asked) return;
  if (typeof page === "string") showDoor(page);
  else show(page);
}

// A page, or the word for why there is none.
export async function read(code) {
  const keys = await derived(code);
  let answer;
  try {
    // Hosts tell versions apart by size and second: two of one second would be the same to a cache.
    answer = await fetch(place.dataset.sealed + keys.name, { cache: "no-store", referrerPolicy: "no-referrer" });
  } catch {
    return "offline";
  }
  if (answer.status === 404 || answer.status === 410) return "gone";
  if (!answer.ok) return "offline";
  try {
    return await unsealed(new Uint8Array(await answer.arrayBuffer()), keys);
  } catch (error) {
    return error.name === "OperationError" ? "wrong" : "unreadable";
  }
}

function go(all) {
  keep(all);
  history.pushState({ depth: all.length }, "", location.pathname);
  open();
}

// The fragment of a link, taken away at once.
function arrive() {
  if (!location.hash) return false;
  const code = codeIn(location.hash.slice(1));
  if (!code && !/^#v\d/.test(location.hash)) return false;
  if (code) keep(path.at(-1) === code ? path : [code]);
  history.replaceState({ depth: path.length }, "", location.pathname);
  if (!code) {
    keep([]);
    showDoor("wrong");
  }
  return true;
}

function begin() {
  const isHeld = arrive();
  if (!isHeld) history.replaceState({ depth: path.length }, "", location.pathname + location.hash);
  if (note.hidden) open();

  addEventListener("hashchange", () => { if (arrive() && path.length) open(); });
  addEventListener("popstate", ({ state }) => {
    if (location.hash || !state) return;
    // What was left stays known only as far as the way back leads.
    const all = path.slice(0, Math.max(1, state.depth));
    if (all.length !== path.length) { keep(all); open(); }
  });

  place.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if ("home" in link.dataset) {
      event.preventDefault();
      // A dossier that was opened by its link leads to the home that it names.
      const home = codeIn(link.hash.slice(1));
      return go(home ? [home] : path.slice(0, 1));
    }
    const code = codeIn(link.hash.slice(1));
    if (!("page" in link.dataset) || !code) return;
    event.preventDefault();
    go("turn" in link.dataset ? [...path.slice(0, -1), code] : [...path, code]);
  });

  shown.addEventListener("submit", seal);

  place.querySelector("[data-space-code]").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.elements.code;
    const code = codeIn(field.value.trim());
    if (!code) return say("wrong");
    field.value = "";
    go([code]);
  });

  leave.querySelector("button").addEventListener("click", () => {
    keep([]);
    history.replaceState({ depth: 0 }, "", location.pathname);
    showDoor();
    door.querySelector("h1").focus();
  });
}

// The answers of the intake look as the page does, and open nothing.
if (place) begin();
