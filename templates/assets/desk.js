// The pages of agents: filters, keys, and the way from dossier to dossier. What it knows of other dossiers are links that stand on
// the pages themselves, kept as long as the tab.

import { DossierList, facetNames, opened } from "./parts/dossier-list.js";
import { codeIn, read } from "./space.js";

// The answers of the intake look as the page of spaces does, and show nothing.
const shown = document.querySelector("[data-space-page]") ?? document.createElement("div");
const kinds = ["desk", "desk-list", "desk-profiles", "desk-case"];

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

// Rows of the queue that are shown.
function filtered() {
  const rows = [...shown.querySelectorAll("[data-desk-rows] tbody tr")];
  const words = plain(shown.querySelector("#desk-text")?.value ?? "").split(/\s+/).filter(Boolean);
  const kind = shown.querySelector("[data-desk-kind][aria-pressed=true]")?.dataset.deskKind ?? "";
  let count = 0;
  for (const row of rows) {
    const text = row.plain ??= plain(row.textContent);
    row.hidden = !(words.every((word) => text.includes(word)) && (!kind || row.dataset.kinds.split(" ").includes(kind)));
    if (row.hidden) {
      // What cannot be seen is not worked on.
      const box = row.querySelector("input");
      if (box) box.checked = false;
    } else count++;
  }
  sayCount(count);
  chosen();
}

// Of what was found, the first stand on the page.
function sayCount(count, first = count) {
  const status = shown.querySelector("[data-desk-status]");
  if (!status) return;
  const { words, first: some, one, none } = status.dataset;
  if (count < 2) status.textContent = count ? one : none;
  else status.textContent = (first < count ? some : words).replace(/[73]/g, (it) => (it === "7" ? count : first).toLocaleString(shown.lang));
}

function chosen() {
  const bulk = shown.querySelector("[data-desk-bulk]");
  if (!bulk) return;
  const count = shown.querySelectorAll("input[name=dossier]:checked").length;
  bulk.hidden = !count;
  const title = bulk.querySelector("[data-desk-chosen]");
  title.dataset.words ??= title.textContent;
  title.textContent = title.dataset.words + " " + count;
}

// The way from dossier to dossier: that of the list as far as some hundreds, or of the queue.
let found;

function remember() {
  const links = found ?? [...shown.querySelectorAll("[data-desk-rows] tr:not([hidden]) a[data-page]")].map((link) => link.getAttribute("href"));
  try { sessionStorage.setItem("desk", JSON.stringify(links)); } catch {}
}

// "3 / 7, suivant": the order is that of the list that the dossier was opened from.
function turns() {
  const place = shown.querySelector("[data-desk-turn]");
  if (!place) return;
  let links = [];
  try { links = JSON.parse(sessionStorage.getItem("desk")) ?? []; } catch {}
  const own = JSON.parse(sessionStorage.getItem("space") ?? "[]").at(-1);
  const index = links.findIndex((link) => link.endsWith(own));
  if (index < 0) return;
  const words = document.querySelector("[data-desk-words]").dataset;
  place.append(`, ${index + 1} / ${links.length}`);
  for (const [key, at] of [["p", index - 1], ["n", index + 1]]) {
    if (!links[at]) continue;
    const link = document.createElement("a");
    link.href = links[at];
    link.dataset.page = "";
    link.dataset.turn = key;
    link.textContent = words[key];
    place.append(", ", link);
  }
}

// The list of all dossiers: pages of rows are read, the newest first, and asked as the board asks its index.
const more = 100, remembered = 500, atOnce = 6;
const kept = new Map();
const fieldNames = ["text", "from", "to"];
// What is asked for, kept while dossiers of the list are looked at.
const wished = {};
let list, asked = 0, limit;

const field = (name) => shown.querySelector("#desk-" + name);

async function rowsOf(link) {
  const code = codeIn(link.hash.slice(1));
  const { version } = link.dataset;
  const known = kept.get(code);
  if (known?.version === version) return known.page;
  const page = await read(code);
  if (typeof page === "string") throw Error(page);
  const made = opened(page.rows);
  kept.set(code, { version, page: made });
  return made;
}

async function openList() {
  const links = [...shown.querySelectorAll("[data-desk-parts] a")];
  const mine = list = new DossierList(links.length);
  const status = shown.querySelector("[data-desk-status]");
  for (const name of fieldNames) field(name).value = wished[name] ?? "";
  let [next, last, failed] = [0, 0, false];
  // What is read is shown now and then, and at the end.
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < links.length && mine === list) {
      const place = next++;
      try {
        mine.add(place, await rowsOf(links[place]));
      } catch {
        failed = true;
      }
      const start = performance.now();
      if (mine !== list || start < last) continue;
      await answer();
      status.textContent = status.dataset.reading;
      last = performance.now() + Math.max(500, 5 * (performance.now() - start));
    }
  }));
  if (mine !== list || !status.isConnected) return;
  for (const { name, values } of mine.m.facets) if (!values.includes(wished[name])) delete wished[name];
  await answer();
  shown.querySelector("[data-desk-rows]").dataset.whole = "";
  if (failed) status.textContent = status.dataset.failed;
}

async function answer(isSame) {
  const mine = ++asked;
  if (!isSame) limit = more;
  const day = (name) => (Date.parse(wished[name]) || 0) / 864e5;
  const facets = Object.fromEntries(facetNames.map((name) => [name, name in wished ? [wished[name]] : []]));
  const wish = { facets, q: wished.text?.trim(), depuis: day("from"), jusque: day("to"), tri: "date", today: 0 };
  const { total, counts, cards } = await list.select(wish, facetNames, 0, Math.max(limit, remembered));
  if (mine !== asked || !field("post")) return;
  found = cards.slice(0, remembered).map(({ code }) => "#v1." + code);
  const body = shown.querySelector("[data-desk-rows] tbody");
  const here = body.contains(document.activeElement) && document.activeElement.getAttribute("href");
  body.replaceChildren(...cards.slice(0, limit).map(row));
  if (here) body.querySelector(`[href="${here}"]`)?.focus();
  shown.querySelector("[data-desk-more]").hidden = total <= limit;
  for (const facet of list.m.facets) offer(field(facet.name), facet, counts[facet.name]);
  sayCount(total, Math.min(limit, total));
}

// The values that a choice would find something with, and what is chosen.
function offer(select, { name, values, labels }, counts) {
  const label = (at) => (name === "post" && !values[at] ? select.dataset.none : labels[at]);
  const sorted = [...values.keys()].sort((a, b) => label(a).localeCompare(label(b)));
  const chosen = wished[name];
  select.replaceChildren(select.options[0], ...sorted.filter((at) => counts[at] || values[at] === chosen)
    .map((at) => new Option(`${label(at)} (${counts[at]})`, values[at])));
  select.value = values.includes(chosen) ? chosen : "*";
  select.parentElement.hidden = !values.length;
}

function row({ code, name, day, post, phase, stage, work, tag }) {
  const node = shown.querySelector("[data-desk-row]").content.querySelector("tr").cloneNode(true);
  const [when, who, what, where] = node.cells;
  when.firstChild.dateTime = day[0];
  const fill = (cell, ...texts) => texts.forEach((text, at) => {
    if (text) cell.children[at].textContent = text;
    else cell.children[at].hidden = true;
  });
  fill(when, day[1]);
  fill(who, name, tag.join(", "));
  who.firstChild.href = "#v1." + code;
  fill(what, post[1], post[0]);
  fill(where, phase[1], stage?.[1], work?.[1]);
  where.lastChild.className = work?.[2] ? "late" : "muted";
  return node;
}

// Keys of one letter can be switched off: who speaks to a machine says letters without meaning them.
function lettersAreOff() {
  try { return localStorage.getItem("desk-keys") === "off"; } catch { return false; }
}

function showSwitch() {
  const button = shown.querySelector("[data-desk-switch]");
  if (button) button.textContent = lettersAreOff() ? button.dataset.on : button.dataset.off;
}

function ready() {
  if (!kinds.includes(shown.dataset.ready)) return;
  showSwitch();
  list = found = undefined;
  if (shown.dataset.ready === "desk-case") turns();
  else if (shown.dataset.ready === "desk-list") openList();
  else filtered();
}

document.addEventListener("shown", ready);
shown.addEventListener("input", ({ target }) => {
  if (target.closest("[data-desk-filter]") && !list) filtered();
  if (target.closest("[data-desk-filter]") && list) {
    for (const name of fieldNames) wished[name] = field(name).value;
    for (const name of facetNames) {
      if (field(name).value === "*") delete wished[name];
      else wished[name] = field(name).value;
    }
    answer();
  }
  if (target.name === "dossier") chosen();
});
shown.addEventListener("submit", (event) => { if (event.target.matches("[data-desk-filter]")) event.preventDefault(); });
shown.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-desk-kind]");
  if (button) {
    for (const other of shown.querySelectorAll("[data-desk-kind]")) other.setAttribute("aria-pressed", other === button);
    filtered();
  }
  const choose = target.closest("[data-desk-choose]");
  if (choose) choose.setAttribute("aria-expanded", choose.getAttribute("aria-expanded") === "false");
  if (target.closest("[data-desk-more]")) {
    limit += more;
    answer(true);
  }
  if (target.closest("[data-desk-switch]")) {
    try { localStorage.setItem("desk-keys", lettersAreOff() ? "on" : "off"); } catch {}
    showSwitch();
  }
}, true);
shown.addEventListener("click", ({ target }) => { if (target.closest("[data-desk-rows] a[data-page]")) remember(); }, true);

// j and k, or the arrows, go through rows or parts; n and p to the next dossier; not where something is typed.
addEventListener("keydown", (event) => {
  if (!kinds.includes(shown.dataset.ready) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length === 1 && lettersAreOff()) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step) {
    const isCase = shown.dataset.ready === "desk-case";
    const stops = [...shown.querySelectorAll(isCase ? ".part" : "[data-desk-rows] tr:not([hidden]) a[data-page]")];
    const here = stops.findIndex((stop) => stop.contains(document.activeElement) || stop.closest("tr")?.contains(document.activeElement));
    const next = stops[Math.min(stops.length - 1, Math.max(0, here < 0 ? 0 : here + step))];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: isCase });
    if (isCase) next.scrollIntoView();
  }
  if (event.key === "n" || event.key === "p") shown.querySelector(`[data-turn=${event.key}]`)?.click();
  if (event.key === "x" && document.activeElement.closest("[data-desk-rows] tr")) {
    const box = document.activeElement.closest("tr").querySelector("input");
    if (box) { box.checked = !box.checked; chosen(); }
  }
});

ready();
