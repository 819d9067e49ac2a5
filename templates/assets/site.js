// Improves pages that are complete without it. No request, no cookie.

// What the reader keeps, offers and searches: on this device, and nowhere else.

export function kept(name) {
  try {
    return Object(JSON.parse(localStorage.getItem(name)));
  } catch {
    return {};
  }
}

// Keeps a value, or forgets it if there is none, as far as the device lets us.
export function keep(name, id, value) {
  const all = kept(name);
  if (value) all[id] = value;
  else delete all[id];
  try {
    localStorage.setItem(name, JSON.stringify(all));
  } catch {}
}

export function showKept(scope) {
  const offers = kept("offers");
  for (const button of scope.querySelectorAll("[data-keep]")) button.setAttribute("aria-pressed", button.dataset.keep in offers);
}

// An offer closes on time, even on a page built before its last day.
export function close(scope) {
  if (!(Date.now() > Date.parse(scope.dataset.closes))) return false;
  for (const part of scope.querySelectorAll("[data-open], [data-closed]")) {
    if (part.closest("[data-closes]") === scope) part.hidden = "open" in part.dataset;
  }
  return true;
}

const html = document.documentElement;

// Display: show the choices kept by comfort.js, then keep each new one on this device.
for (const radio of document.querySelectorAll(".comfort input")) {
  const { name, value } = radio;
  radio.checked = value === (html.dataset[name] ?? "");
  radio.addEventListener("change", () => {
    if (value) html.dataset[name] = value;
    else delete html.dataset[name];
    keep("comfort", name, value);
  });
}

// One menu at a time; Escape closes it and gives the focus back.
const menus = [...document.querySelectorAll(".menu")];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus.filter((menu) => menu.open)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  const { target } = event;
  for (const menu of menus) if (!menu.contains(target)) menu.open = false;
  const scope = target.closest("[data-open] a.btn")?.closest("[data-closes]");
  if (scope && close(scope)) event.preventDefault();
  const button = target.closest("[data-keep]");
  if (button) toggle(button);
});
document.querySelectorAll("[data-closes]").forEach(close);

// Keeps the offer of a button, as its card says it, or lets it go.
function toggle(button) {
  const { keep: id } = button.dataset;
  const card = button.closest("[data-offer]") ?? document.querySelector("[data-keep-card]").content.querySelector("[data-offer]");
  const text = (selector) => card.querySelector(selector)?.textContent.trim() ?? "";
  const link = card.querySelector("a");
  keep("offers", id, id in kept("offers") ? null : {
    id, url: link.getAttribute("href"), title: text("a"), lang: link.lang, who: text(".who"),
    facts: [...card.querySelectorAll(".facts li")].map((it) => it.textContent),
    closes: card.querySelector("time")?.dateTime, closes_at: card.dataset.closes,
  });
  showKept(document);
}
addEventListener("storage", () => showKept(document));
showKept(document);

for (const part of document.querySelectorAll("[data-print]")) {
  part.hidden = false;
  part.addEventListener("click", () => print());
}
