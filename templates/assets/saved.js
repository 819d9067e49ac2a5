// The page of what the reader kept: offers to go through, print, take along; searches with what is new.
import { card } from "./parts/cards.js";
import { every, find, make, root } from "./parts/page.js";
import { fromAddress, meaning, today } from "./parts/wish.js";
import { dayText, iso, say } from "./parts/words.js";
import { keep, kept } from "./site.js";

const form = find("form");
const list = find("[data-saved-offers]");
const searches = find("[data-saved-searches]");
const all = form.elements.all;
const boxes = () => every("[type=checkbox]", list);
const offers = () => Object.values(kept("offers"));

function showOffers() {
  list.replaceChildren(...offers().map((offer) => {
    const row = card(offer);
    const label = make("span", { className: "vh" }, `${say("saved.choose")} ${offer.title}`);
    find(".keep", row)?.remove();
    row.prepend(make("label", { className: "tick pick screen-only" }, make("input", { type: "checkbox", value: offer.id }), label));
    return row;
  }));
  form.hidden = !list.children.length;
  find("[data-saved-none]").hidden = !form.hidden;
  choose();
}

function choose() {
  const chosen = boxes().filter((it) => it.checked);
  form.elements.remove.disabled = !chosen.length;
  all.checked = chosen.length > 0 && chosen.length === boxes().length;
}

form.addEventListener("change", ({ target }) => {
  if (target === all) for (const box of boxes()) box.checked = all.checked;
  choose();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  for (const box of boxes()) if (box.checked) keep("offers", box.value, null);
  showOffers();
  find("h1").focus();
});

function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
const full = (offer) => new URL(offer.url, location.href).href;

// RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe.
form.elements.csv.addEventListener("click", () => {
  const cell = (text) => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const head = ["title", "who", "facts", "closes", "url"].map((name) => say("saved.column_" + name));
  const rows = offers().map((it) => [it.title, it.who, it.facts.join(", "), it.closes ?? "", full(it)]);
  download("offres.csv", "text/csv", "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n");
});

// RFC 5545: one event on the closing day of each offer that has one. Lines are folded after 60 characters, never more than 75 bytes
// of a Latin text; "\n" in a value is written out.
form.elements.ics.addEventListener("click", () => {
  const text = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  const day = (value) => value.replaceAll("-", "");
  const fold = (line) => line.match(/.{1,36}/gu).join("\r\n ");
  const events = offers().filter((it) => it.closes).flatMap((it) => ["BEGIN:VEVENT", `UID:${text(it.id)}@${location.hostname}`,
    `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`, `DTSTART;VALUE=DATE:${day(it.closes)}`,
    `DTEND;VALUE=DATE:${day(iso(Date.parse(it.closes) / 864e5 + 1))}`, `SUMMARY:${text(say("saved.deadline", { title: it.title }))}`,
    `DESCRIPTION:${text([it.who, ...it.facts].join("\n"))}`, `URL:${full(it)}`, "TRANSP:TRANSPARENT", "END:VEVENT"]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vivier//offers//FR", ...events, "END:VCALENDAR"];
  download("dates-limites.ics", "text/calendar", lines.map(fold).join("\r\n") + "\r\n");
});

function showSearches() {
  const found = Object.entries(kept("searches"));
  searches.replaceChildren(...found.map(([address, search]) => {
    const fresh = make("p", { className: "when" });
    const forget = make("button", { type: "button", className: "link small" }, say("saved.forget"), make("span", { className: "vh" }, " : " + search.label));
    forget.onclick = () => {
      keep("searches", address, null);
      showSearches();
      find("#searches").focus();
    };
    const link = make("a", { href: address }, search.label || say("saved.all"));
    // Having looked at it, what is new is new since that day.
    link.onclick = () => keep("searches", address, { ...search, day: today() });
    const row = make("li", {}, make("div", {}, make("h3", {}, link), make("p", { className: "acts" },
      make("a", { href: search.list + "feed.xml", className: "link small" }, say("saved.feed")), forget)), fresh);
    if (root.dataset.index) count(address, search).then((n) => { fresh.textContent = say("saved.fresh", { n, date: dayText(iso(search.day)) }); }, console.error);
    return row;
  }));
  find("[data-searches-none]").hidden = found.length > 0;
}

let opened;
async function count(address, search) {
  opened ??= import("./list.js").then(({ openList }) => openList(root.dataset.index));
  const index = await opened;
  const state = fromAddress(new URL(address, location.href).search, index.m.facets.map(({ name }) => name));
  const { total } = await index.select({ ...meaning(state), depuis: Math.max(search.day, meaning(state).depuis) });
  return total;
}

showOffers();
showSearches();
addEventListener("storage", () => { showOffers(); showSearches(); });
