// Offers and searches that the reader keeps: on this device, and nowhere else.

export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

// Keeps a value, or forgets it if there is none; says whether the device let us.
export function keep(name, id, value) {
  const all = kept(name);
  if (value) all[id] = value;
  else delete all[id];
  try {
    localStorage.setItem(name, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}

function fromCard(card) {
  const text = (selector) => card.querySelector(selector)?.textContent.trim() ?? "";
  const link = card.querySelector("a");
  return {
    id: card.dataset.offer, url: link.getAttribute("href"), title: text("a"), lang: link.lang, who: text(".who"),
    facts: [...card.querySelectorAll(".facts li")].map((it) => it.textContent),
    closes: card.querySelector("time")?.dateTime, closes_at: card.dataset.closes,
  };
}

export function showKept(scope) {
  const offers = kept("offers");
  for (const button of scope.querySelectorAll("[data-keep]")) button.setAttribute("aria-pressed", button.dataset.keep in offers);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-keep]");
  if (!button) return;
  const card = button.closest("[data-offer]") ?? document.querySelector("[data-keep-card]").content.querySelector("[data-offer]");
  const { keep: id } = button.dataset;
  keep("offers", id, id in kept("offers") ? null : fromCard(card));
  showKept(document);
});
addEventListener("storage", () => showKept(document));
showKept(document);
