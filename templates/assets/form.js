// Improves a form that is complete without it: steps, a draft on this device, checks
// before sending, progress. Nothing leaves the page before the last button.

const form = document.querySelector("form[data-form]");
if (form) start();

function start() {
  form.noValidate = true;
  const all = (selector, scope = form) => [...scope.querySelectorAll(selector)];
  const one = (selector, scope = form) => scope.querySelector(selector);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const language = document.documentElement.lang;
  const opened = performance.now();

  // --- Draft: text on this device only, until it is sent, erased or out of date. ---

  const hidden = (name) => form.elements.namedItem(name);
  const place = "form:" + location.pathname;
  const note = one("[data-draft]");
  const kept = 30 * 24 * 3600 * 1000;
  const ends = Math.min(Date.parse(form.dataset.expires) || Infinity, Date.now() + kept);

  const fields = () => [...form.elements].filter((field) =>
    field.name && field.type !== "hidden" && field.type !== "file" && field.name !== "leave_empty");

  let pause;

  function save(extra = {}) {
    clearTimeout(pause);
    const values = {};
    for (const field of fields()) {
      const isBox = field.type === "radio" || field.type === "checkbox";
      if (isBox ? !field.checked : !field.value) continue;
      (values[field.name] ??= []).push(field.value);
    }
    try {
      if (Object.keys(values).length === 0) localStorage.removeItem(place);
      else localStorage.setItem(place, JSON.stringify(
        { ends, key: hidden("idempotency_key").value, values, ...extra }));
    } catch {}
  }

  function forget() {
    clearTimeout(pause);
    try { localStorage.removeItem(place); } catch {}
  }

  function restore() {
    let draft = null;
    try { draft = JSON.parse(localStorage.getItem(place)); } catch {}
    if (!draft || !(draft.ends > Date.now())) return forget();
    hidden("idempotency_key").value = draft.key;
    for (const name of Object.keys(draft.values)) {
      const [, group, number] = name.match(/^(\w+)-(\d+)-\w+$/) ?? [];
      const box = group && one(`[data-group="${CSS.escape(group)}"]`);
      if (box) while (entries(box).length < number && addEntry(box));
    }
    for (const field of fields()) {
      const values = draft.values[field.name];
      if (!values) continue;
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = values.includes(field.value);
      } else field.value = values[0];
    }
    note.textContent = draft.tried ? note.dataset.tried : note.dataset.restored;
  }

  function newKey() {
    hidden("idempotency_key").value = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // --- Groups: as many entries as one has. ---

  const entries = (group) => all("[data-entry]", group);

  function addEntry(group) {
    const last = entries(group).at(-1);
    const number = Number(last.dataset.entry) + 1;
    if (number > Number(group.dataset.max)) return null;
    const copy = last.cloneNode(true);
    copy.dataset.entry = number;
    const rename = (text) => text.replaceAll(
      `${group.dataset.group}-${number - 1}-`, `${group.dataset.group}-${number}-`);
    for (const element of [copy, ...all("*", copy)]) {
      for (const name of ["id", "for", "name", "data-field", "aria-describedby"]) {
        if (element.hasAttribute(name)) element.setAttribute(name, rename(element.getAttribute(name)));
      }
    }
    copy.setAttribute("aria-label", last.getAttribute("aria-label").replace(/\d+$/, number));
    for (const field of all("input, textarea", copy)) field.value = "";
    for (const block of all("[data-field]", copy)) mark(block, null);
    last.after(copy);
    one("[data-add]", group).hidden = number >= Number(group.dataset.max);
    return copy;
  }

  for (const group of all("[data-group]")) {
    const add = one("[data-add]", group);
    add.hidden = false;
    add.addEventListener("click", () => one("input, textarea", addEntry(group)).focus());
  }

  // --- Fields that depend on an answer. ---

  const chosen = (name) => all(`[name="${CSS.escape(name)}"]:checked`).map((box) => box.value);

  function showConditions() {
    for (const block of all("[data-when]")) {
      const holds = block.dataset.when.split(";").every((part) => {
        const [name, values] = part.split("=");
        return chosen(name).some((value) => values.split(",").includes(value));
      });
      block.hidden = !holds;
      for (const field of all("input, textarea", block)) field.disabled = !holds;
      const words = one(".when-text", block);
      if (words) words.hidden = true;
    }
  }

  // --- What is wrong with a field: a code, or nothing. ---

  function day(text) {
    const parts = text.match(/\d+/g)?.map(Number) ?? [];
    const [year, month, number] = parts[0] > 31 || /^\s*\d{4}/.test(text) ? parts : parts.toReversed();
    const found = new Date(Date.UTC(year, month - 1, number));
    if (year < 100) found.setUTCFullYear(year);
    return found.getUTCMonth() === month - 1 && found.getUTCDate() === number ? found : null;
  }

  function problem(block) {
    if (block.hidden || block.closest("[hidden][data-when]")) return null;
    const { kind, min, max } = block.dataset;
    const boxes = all("input[type=radio], input[type=checkbox]", block);
    if (boxes.length) {
      return "required" in block.dataset && !boxes.some((box) => box.checked) ? "required" : null;
    }
    const field = one("input, textarea", block);
    if (kind === "file") return fileProblem(block, field);
    const entry = block.closest("[data-entry]");
    const isAsked = "required" in block.dataset
      && (!entry || field.required || all("input, textarea", entry).some((other) => other.value.trim()));
    if (!field.value.trim()) return isAsked ? "required" : null;
    if (field.maxLength > 0 && field.value.length > field.maxLength) return "too-long";
    if (field.minLength > 0 && field.value.length < field.minLength) return "too-short";
    if (field.validity.typeMismatch || field.validity.patternMismatch) {
      return kind === "text" ? "pattern" : kind;
    }
    if (kind === "date") {
      const date = day(field.value);
      if (!date) return "no-such-day";
      const iso = date.toISOString().slice(0, 10);
      if (min && iso < min) return "too-early";
      if (max && iso > max) return "too-late";
    }
    if (kind === "number") {
      const number = Number(field.value.replace(",", "."));
      if (min && number < Number(min)) return "too-small";
      if (max && number > Number(max)) return "too-large";
    }
    return null;
  }

  function fileProblem(block, field) {
    const files = [...field.files];
    if (files.length === 0) return "required" in block.dataset ? "required" : null;
    const types = field.accept.split(",");
    if (files.length > Number(block.dataset.maxFiles)) return "file-count";
    for (const file of files) {
      if (!types.some((type) => file.name.toLowerCase().endsWith(type))) return "file-type";
      if (file.size === 0) return "file-empty";
      if (file.size > Number(block.dataset.maxSize)) return "file-size";
    }
    const total = all("input[type=file][name]").flatMap((input) => [...input.files])
      .reduce((sum, file) => sum + file.size, 0);
    return total > Number(form.dataset.maxTotal) ? "files-size" : null;
  }

  const words = (block, code) => JSON.parse(block.dataset.messages || "{}")[code] ?? code;

  /// Shows or takes away the message of a field.
  function mark(block, text) {
    const message = one(".msg", block);
    block.classList.toggle("bad", Boolean(text));
    for (const field of all("input, textarea", block)) {
      if (text) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    message.hidden = !text;
    message.textContent = text ?? "";
    if (text) {
      const prefix = document.createElement("span");
      prefix.className = "vh";
      prefix.textContent = box.dataset.title + " ";
      message.prepend(prefix);
    }
  }

  const box = one("[data-errors]");
  const title = document.title;

  /// Shows a list of `[block, text]`, and brings the reader there.
  function showProblems(found) {
    box.hidden = found.length === 0;
    document.title = found.length ? `${box.dataset.title} ${title}` : title;
    if (found.length === 0) return;
    one("h2", box).textContent = fill(
      found.length === 1 ? box.dataset.one : box.dataset.other, { n: found.length });
    one("ul", box).replaceChildren(...found.map(([block, text]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const target = block.id ? block : one("[id^=f-]:is(input, textarea)", block);
      link.href = "#" + (target?.id ?? "main");
      link.textContent = `${label(block)} \u2013 ${text}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        showStep(steps.indexOf(block.closest("[data-step]")));
        target?.focus();
      });
      item.append(link);
      return item;
    }));
    box.focus();
    box.scrollIntoView({ block: "nearest" });
  }

  function label(block) {
    const element = one("legend, label", block).cloneNode(true);
    for (const extra of all(".muted, input", element)) extra.remove();
    return element.textContent.trim();
  }

  /// Whether all fields below an element are right; shows those that are not.
  function isRight(scope) {
    const found = [];
    for (const block of all("[data-field]", scope)) {
      const code = problem(block);
      mark(block, code && words(block, code));
      if (code) found.push([block, words(block, code)]);
    }
    showProblems(found);
    return found.length === 0;
  }

  // --- Steps: one part of the form at a time, then all of it once more. ---

  const review = one("[data-review-step]");
  const steps = [...all("[data-step]"), review];
  const progress = one("[data-steps]");
  const stepper = one(".stepper");
  const back = one("[data-back]");
  const next = one("[data-next]");
  const send = one("[data-send]");
  let current = 0;

  for (const step of steps) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = one("h2", step).textContent;
    item.append(name);
    stepper.append(item);
  }
  progress.hidden = false;

  function showStep(number, focus = false) {
    current = Math.max(0, Math.min(number, steps.length - 1));
    steps.forEach((step, index) => { step.hidden = index !== current; });
    [...stepper.children].forEach((item, index) => {
      item.classList.toggle("done", index < current);
      if (index === current) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    const text = one("[data-step-text]");
    text.textContent = fill(text.dataset.stepText, { n: current + 1, total: steps.length });
    back.hidden = current === 0;
    next.hidden = current === steps.length - 1;
    send.hidden = !next.hidden;
    if (!next.hidden) one("[data-import]").hidden = current !== 0 || !one("[data-resume]");
    else { one("[data-import]").hidden = true; showSummary(); }
    if (focus) {
      showProblems([]);
      one("h2", steps[current]).focus({ preventScroll: true });
      form.scrollIntoView();
    }
  }

  function showSummary() {
    const list = one("[data-summary]");
    const rows = all("[data-step] [data-field]").filter((block) => !block.hidden).map((block) => {
      const boxes = all("input:checked", block).map((field) =>
        block.dataset.kind === "consent" ? "\u2713" : field.closest("label").textContent.trim());
      const field = one("input:not([type=radio], [type=checkbox]), textarea", block);
      const text = field?.type === "file"
        ? [...field.files].map((file) => `${file.name} (${size(file.size)})`).join(", ")
        : boxes.join(", ") || field?.value.trim();
      if (!text && block.closest("[data-entry]")) return null;
      const row = document.createElement("div");
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = label(block);
      value.textContent = text || list.dataset.empty;
      row.append(term, value);
      return row;
    });
    list.replaceChildren(...rows.filter(Boolean));
  }

  const size = (bytes) => new Intl.NumberFormat(language, {
    style: "unit", unit: bytes < 1 << 20 ? "kilobyte" : "megabyte", maximumFractionDigits: 1,
  }).format(bytes / (bytes < 1 << 20 ? 1 << 10 : 1 << 20));

  next.addEventListener("click", () => {
    if (!isRight(steps[current])) return;
    save();
    showStep(current + 1, true);
  });
  back.addEventListener("click", () => showStep(current - 1, true));

  // --- Proof of work, if the form asks for one: it begins with the first letter typed. ---

  const encoder = new TextEncoder();
  let proving = null;

  const zeros = (digest) => {
    const words = new DataView(digest);
    const first = Math.clz32(words.getUint32(0));
    return first < 32 ? first : 32 + Math.clz32(words.getUint32(4));
  };

  // A number that gives form, key and itself a hash that begins with so many zero bits.
  // Nothing where browsers have no hashes (http without TLS): it is sent without.
  async function proof() {
    const field = hidden("proof");
    if (!field || !crypto.subtle) return;
    const text = `${form.dataset.form}:${hidden("idempotency_key").value}:`;
    if (proving?.text === text) return proving.done;
    const current = proving = { text };
    const search = async () => {
      for (let start = 0; current === proving; start += 256) {
        // Small slices, so that the page stays quick meanwhile.
        const digests = await Promise.all(Array.from({ length: 256 }, (_, index) =>
          crypto.subtle.digest("SHA-256", encoder.encode(text + (start + index)))));
        const found = digests.findIndex((digest) => zeros(digest) >= field.dataset.bits);
        if (found >= 0) return void (field.value = start + found);
      }
    };
    return (current.done = search());
  }

  form.addEventListener("input", () => proof(), { once: true });

  // --- Sealed, if the form has a key for it: who passes it on, or keeps it for a while, reads nothing. ---

  // Browsers seal over https alone; without that it is sent as any form is.
  const isSealing = Boolean(form.dataset.sealedTo && crypto.subtle);
  if (isSealing) one("[data-sealed]").hidden = false;

  // With the page: when it is sent, there may be no more network for it.
  const sealing = isSealing ? import("./sealing.js") : null;
  sealing?.catch(() => {});

  // --- Sending: once, with its progress; the page stays until there is an answer. ---

  const sending = one("[data-sending]");
  const failure = one("[data-failure]");
  let isNative = false;

  form.addEventListener("submit", (event) => {
    if (isNative) return;
    event.preventDefault();
    if (current < steps.length - 1) return next.click();
    if (sending.hidden && isRight(form)) post();
  });

  async function post() {
    hidden("elapsed").value = Math.round(performance.now() - opened);
    const request = new XMLHttpRequest();
    const bar = one("progress", sending);
    let hasLeft = false;
    let isCancelled = false;
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      hasLeft = hasLeft || event.loaded > 0;
      if (event.lengthComputable) {
        bar.value = event.loaded / event.total;
        bar.textContent = `${size(event.loaded)} / ${size(event.total)}`;
      }
    });
    request.addEventListener("load", () => answered(request));
    request.addEventListener("error", () => {
      // An intake that other sites may not talk to: the browser sends by itself. The
      // same key in both makes one candidature of two.
      const isElsewhere = new URL(form.action).origin !== location.origin;
      if (hasLeft || !isElsewhere || !navigator.onLine || isSealing) fail("stopped");
      else sendNatively();
    });
    request.addEventListener("abort", () => fail("cancelled"));
    failure.hidden = true;
    sending.hidden = false;
    one("[data-text]", sending).textContent = one("[data-text]", sending).dataset.text;
    send.disabled = back.disabled = true;
    one("[data-cancel]").onclick = () => {
      isCancelled = true;
      request.abort();
    };
    await proof();
    let body = new FormData(form);
    if (isSealing) {
      request.setRequestHeader("Content-Type", "application/vnd.vivier.sealed");
      // Rather nothing than what others can read.
      try { body = await (await sealing).sealed(body, form.dataset.sealedTo, form.dataset.form); } catch { return fail("stopped"); }
    }
    if (isCancelled) fail("cancelled");
    else request.send(body);
  }

  function sendNatively() {
    save({ tried: true });
    isNative = true;
    form.submit();
  }

  function fail(code) {
    sending.hidden = true;
    send.disabled = back.disabled = false;
    failure.hidden = false;
    failure.textContent = failure.dataset[code];
    save();
  }

  function answered(request) {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch {}
    if (request.status >= 200 && request.status < 300 && answer.receipt) {
      forget();
      form.reset();
      const path = answer.location ?? request.getResponseHeader("Location")
        ?? `../receipt/${encodeURIComponent(answer.receipt)}`;
      open(new URL(path, form.action), "_top");
    } else if (Array.isArray(answer.refusals)) {
      fail("stopped");
      failure.hidden = true;
      const found = answer.refusals.map((refusal) => {
        const block = one(`[data-field="${CSS.escape(refusal.field)}"]`) ?? one("[data-field]");
        const text = refusal.message ?? words(block, refusal.code);
        mark(block, text);
        return [block, text];
      });
      showStep(steps.indexOf(found[0]?.[0].closest("[data-step]")));
      showProblems(found);
    } else if (answer.reason?.startsWith("other-")) {
      // It is another offer's: the page that says so leads on.
      sendNatively();
    } else {
      fail({ 429: "busy", 503: "busy", 507: "full" }[request.status] ?? "stopped");
    }
  }

  // --- A file that says who one is: read here, never sent. ---

  const at = (value, path) => path.split(".").reduce((inner, name) => inner?.[name], value);

  function put(block, value) {
    const field = one("input, textarea", block);
    if (!field || value == null || typeof value === "object") return 0;
    field.value = String(value).slice(0, field.maxLength > 0 ? field.maxLength : undefined);
    return 1;
  }

  function fillFrom(resume) {
    let count = 0;
    for (const block of all("[data-field][data-resume]")) {
      if (!block.closest("[data-group]")) count += put(block, at(resume, block.dataset.resume));
    }
    for (const group of all("[data-group][data-resume]")) {
      const items = at(resume, group.dataset.resume);
      if (!Array.isArray(items)) continue;
      items.forEach((item, index) => {
        const entry = entries(group)[index] ?? addEntry(group);
        if (!entry || typeof item !== "object" || item === null) return;
        const period = [item.startDate, item.endDate].filter(Boolean).join(" \u2013 ") || null;
        const name = [item.studyType, item.area].filter(Boolean).join(", ") || null;
        for (const block of all("[data-field][data-resume]", entry)) {
          count += put(block, { period, studyType: name }[block.dataset.resume]
            ?? at(item, block.dataset.resume));
        }
      });
    }
    return count;
  }

  one("#import-file")?.addEventListener("change", async (event) => {
    const status = one("[data-import] [role=status]");
    try {
      const count = fillFrom(JSON.parse(await event.target.files[0].text()));
      if (count === 0) throw new Error("nothing known");
      status.textContent = fill(status.dataset.done, { n: count });
      save();
    } catch {
      status.textContent = status.dataset.failed;
    }
  });

  // --- Beginning. ---

  form.addEventListener("change", (event) => {
    showConditions();
    const block = event.target.closest("[data-field]");
    if (block?.dataset.kind === "file") {
      const code = fileProblem(block, event.target);
      mark(block, code && code !== "required" ? words(block, code) : null);
      one("[data-files]", block).replaceChildren(...[...event.target.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name}, ${size(file.size)}`;
        return item;
      }));
    }
    if (block?.dataset.kind === "date") {
      const date = event.target.validity.valid && event.target.value ? day(event.target.value) : null;
      one("[data-day]", block).textContent = date ? new Intl.DateTimeFormat(
        language, { dateStyle: "full", timeZone: "UTC" }).format(date) : "";
    }
    save();
  });
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(save, 400);
  });
  one("[data-forget]").addEventListener("click", () => {
    forget();
    form.reset();
    newKey();
    note.textContent = note.dataset.kept;
    for (const block of all("[data-field]")) mark(block, null);
    showConditions();
    showStep(0, true);
  });

  const asked = new URLSearchParams(location.search);
  hidden("source").value = asked.get("source") ?? asked.get("utm_source") ?? "";
  const hasErrors = !box.hidden;
  if (!hidden("idempotency_key").value) newKey();
  restore();
  for (const option of all('[name="place"]')) {
    if (option.value === asked.get("place")) option.checked = true;
  }
  showConditions();
  showStep(0);
  if (hasErrors) {
    const first = one(".bad")?.closest("[data-step]");
    if (first) showStep(steps.indexOf(first));
    box.focus();
  }
}
