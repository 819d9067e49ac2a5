// The pages of agents: filters, keys, and the way from dossier to dossier. What it knows of other dossiers are links that stand on
// the pages themselves, kept as long as the tab.

import { codeIn, read } from "./space.js";

// The answers of the intake look as the page of spaces does, and show nothing.
const shown = document.querySelector("[data-space-page]") ?? document.createElement("div");
const kinds = ["desk", "desk-list", "desk-profiles", "desk-case"];

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

// Rows that a list shows.
function filtered() {
  const rows = [...shown.querySelectorAll("[data-desk-rows] tbody tr")];
  const words = plain(shown.querySelector("#desk-text")?.value ?? "").split(/\s+/).filter(Boolean);
  const kind = shown.querySelector("[data-desk-kind][aria-pressed=true]")?.dataset.deskKind ?? "";
  const choices = [...shown.querySelectorAll("[data-desk-choice]")].filter(({ value }) => value !== "*");
  const from = shown.querySelector("[data-desk-from]")?.value || "";
  const to = shown.querySelector("[data-desk-to]")?.value || "9999";
  let count = 0;
  for (const row of rows) {
    const text = row.plain ??= plain(row.textContent);
    const { day = "5" } = row.dataset;
    row.hidden = !(words.every((word) => text.includes(word)) && (!kind || row.dataset.kinds.split(" ").includes(kind))
      && choices.every(({ dataset, value }) => row.dataset[dataset.deskChoice] === value) && from <= day && day <= to);
    if (row.hidden) {
      // What cannot be seen is not worked on.
      const box = row.querySelector("input");
      if (box) box.checked = false;
    } else count++;
  }
  const status = shown.querySelector("[data-desk-status]");
  if (status) status.textContent = count > 1 ? status.dataset.words.replace("7", count) : status.dataset[count ? "one" : "none"];
  chosen();
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

function remember() {
  const links = [...shown.querySelectorAll("[data-desk-rows] tr:not([hidden]) a[data-page]")].map((link) => link.getAttribute("href"));
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

// Rows of older dossiers are on pages of their own, which an event changes one of.
async function older() {
  const list = shown.querySelector("[data-desk-older]");
  if (!list) return;
  const body = shown.querySelector("[data-desk-rows] tbody");
  const status = shown.querySelector("[data-desk-status]");
  status.textContent = list.dataset.words;
  const pages = [...list.querySelectorAll("a")].map((link) => [link, read(codeIn(link.hash.slice(1)))]);
  for (const [link, reading] of pages) {
    const page = await reading;
    if (!body.isConnected) return;
    // What could not be read can be opened by its link.
    if (typeof page === "string") continue;
    body.append(...new DOMParser().parseFromString(page.html, "text/html").querySelectorAll("tbody tr"));
    link.parentElement.remove();
  }
  if (!list.children.length) list.remove();
  filtered();
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
  if (shown.dataset.ready === "desk-case") turns();
  else if (shown.querySelector("[data-desk-older]")) older();
  else filtered();
}

document.addEventListener("shown", ready);
shown.addEventListener("input", ({ target }) => {
  if (target.closest("[data-desk-filter]")) filtered();
  if (target.name === "dossier") chosen();
});
shown.addEventListener("submit", (event) => { if (event.target.matches("[data-desk-filter]")) event.preventDefault(); });
shown.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-desk-kind]");
  if (button) {
    for (const other of shown.querySelectorAll("[data-desk-kind]")) other.setAttribute("aria-pressed", other === button);
    filtered();
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
