// The panel of a list: choices become an address, and the address is what is shown. Nothing is fetched before the first wish.
import { watchClosing } from "./site.js";

const root = document.querySelector("[data-board]");
const find = (selector, scope = root) => scope.querySelector(selector);
const every = (selector, scope = root) => [...scope.querySelectorAll(selector)];
const form = find("form");
const list = find("[data-board-list]");
const heading = find("[data-board-count]");
const chips = find(".chips");
const note = find("[data-board-note]");
const more = find("[data-board-more]");
const status = find("[role=status]");
const sort = find("#tri");
const { q: word, lieu: place, km: distance } = form.elements;
const size = 20;

const words = Object.fromEntries(every("data", find("[data-board-words]").content).map((it) => [it.value, it.textContent]));
const say = (key, values = {}) => {
  const { n } = values;
  const text = words[key] ?? words[`${key}.${n === 0 ? "zero" : n === 1 ? "one" : "other"}`];
  return text.replace(/\{(\w+)\}/g, (_, name) => (name === "n" ? n.toLocaleString(root.lang || document.documentElement.lang) : values[name]));
};
const make = (tag, values, ...children) => {
  const node = Object.assign(document.createElement(tag), values);
  node.append(...children);
  return node;
};
const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 6e4) / 864e5);
function dayText(day) {
  const [year, month, number] = iso(day).split("-");
  const written = find(`[value="${month}-${number === "01" ? 1 : 2}"]`, find("[data-board-words]").content).cloneNode(true);
  written.innerHTML = written.innerHTML.replace(/\b2\b/, +number).replace("2000", year);
  return written.childNodes;
}

// A template of the page whose marks (@title) give way to values; a list repeats its element, nothing removes it.
function fill(template, values) {
  const node = template.content.firstElementChild.cloneNode(true);
  for (const item of [node, ...node.querySelectorAll("*")]) {
    for (const { name, value } of [...item.attributes]) {
      if (value[0] === "@") item.setAttribute(name, values[value.slice(1)] ?? "");
    }
    const mark = !item.children.length && item.textContent.trim().match(/^@(\w+)$/);
    if (!mark) continue;
    const value = values[mark[1]];
    if (Array.isArray(value)) item.replaceWith(...value.map((text) => make(item.tagName, {}, text)));
    else if (value) item.textContent = value;
    else item.remove();
  }
  return node;
}

function card(cells) {
  const { closes } = cells;
  const node = fill(find(closes ? "[data-board-card]" : "[data-board-card=undated]"), {
    ...cells, reference: cells.id, fact: cells.facts, language: cells.lang, closes_at: `${closes && iso(closes)}T23:59:59${cells.offset}`,
  });
  for (const time of every("[datetime='2000-01-01']", node)) {
    time.dateTime = iso(closes);
    time.replaceChildren(...dayText(closes));
  }
  watchClosing(node);
  return node;
}

// Ticks: links to static lists become real boxes of the same shape.
const groups = every("[data-facet]");
function tick(name, value, label, count) {
  const box = make("input", { type: "checkbox", name, value });
  const number = make("span", { className: "n" });
  const node = make("label", { className: "tick" }, box, make("span", {}, label), number);
  node.dataset.value = value;
  setCount(node, count);
  return node;
}
function setCount(node, count) {
  const number = node.lastElementChild;
  number.textContent = count === undefined ? "" : say("{n}", { n: count });
  if (count === undefined) delete node.dataset.count;
  else number.append(make("span", { className: "vh" }, " " + say("list.count_unit", { n: count })));
  if (count !== undefined) node.dataset.count = count;
}
words["{n}"] = "{n}";
const own = { facets: {} };
for (const group of groups) {
  const name = group.dataset.facet;
  own.facets[name] = [];
  for (const link of every("a.tick", group)) {
    const label = link.firstElementChild.lastChild.textContent;
    if (link.ariaCurrent) own.facets[name].push(link.dataset.value);
    link.replaceWith(tick(name, link.dataset.value, label, +link.dataset.count));
  }
}
find("nav").setAttribute("role", "group");
const labels = (name, value) => find(`[data-facet="${name}"] [data-value="${CSS.escape(value)}"] span`)?.textContent ?? value;

// The page as it came, to come back to.
const page = { path: location.pathname, title: document.title, h1: find("h1").innerHTML, total: +root.dataset.total,
  list: [...list.childNodes], chips: [...chips.childNodes], count: heading.textContent,
  counts: new Map(every("[data-count]").map((it) => [it, +it.dataset.count])) };
const hasMore = "more" in root.dataset;

// State and address.
let state;
let town;
function fromAddress() {
  const given = new URLSearchParams(location.search);
  const state = { isOwn: !location.search && location.pathname === page.path, facets: {} };
  for (const name in own.facets) state.facets[name] = (given.get(name) || "").split(",").filter(Boolean);
  if (state.isOwn) Object.assign(state, structuredClone(own), { isOwn: true });
  for (const name of ["q", "lieu", "km", "tri", "depuis", "bientot"]) state[name] = given.get(name) || "";
  return state;
}
function address(state) {
  const given = Object.entries({ ...state.facets, ...state, facets: "", isOwn: "" })
    .map(([name, value]) => [name, encodeURIComponent(value).replaceAll("%2C", ",")]).filter(([, value]) => value);
  return root.dataset.home + (given.length ? "?" + given.map((it) => it.join("=")).join("&") : "");
}

// The index, in a worker if it is large.
let opened;
async function open() {
  const { ListIndex } = await import("./list-index.js");
  const index = new ListIndex(root.dataset.index);
  const manifest = await index.start();
  let served = index;
  if (manifest.mode !== "S" && window.Worker) {
    try {
      served = await inWorker(manifest);
    } catch {
      // Without workers the thread of the page does it.
    }
  }
  return { manifest, ...Object.fromEntries(["select", "cards", "facet", "town", "towns"].map((call) => [call, (...rest) => served[call](...rest)])) };
}
async function inWorker(manifest) {
  const worker = new Worker(new URL("./list-worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    const [done, failed] = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) failed(new Error(data.error));
    else done(data.value);
  };
  const ask = (call, ...rest) => new Promise((done, failed) => {
    waiting.set(++last, [done, failed]);
    worker.onerror = failed;
    worker.postMessage({ id: last, call, rest });
  });
  await ask("start", new URL(root.dataset.index, location.href).href, manifest);
  return new Proxy({}, { get: (_, call) => (...rest) => ask(call, ...rest) });
}
const index = () => (opened ??= open().catch((error) => {
  opened = undefined;
  throw error;
}));

const wish = (state) => ({ ...state, today: today(), km: +state.km, tri: state.tri || (state.q ? "" : "date"),
  bientot: state.bientot === "1", depuis: /^\d{4}-\d\d-\d\d$/.test(state.depuis) ? Date.parse(state.depuis) / 864e5 : 0 });

// What is chosen, each with its words and the state without it.
function choices(state) {
  const without = (change) => ({ ...state, isOwn: false, ...change });
  const found = Object.entries(state.facets).flatMap(([name, values]) => values.map((value) => ({
    label: labels(name, value), state: without({ facets: { ...state.facets, [name]: values.filter((it) => it !== value) } }) })));
  const add = (label, change) => found.push({ label, state: without(change) });
  if (state.q) add(say("board.word", { q: state.q }), { q: "" });
  if (state.lieu && town) {
    const [start, of] = words["board.of"].split("|").map((rule) => rule.split(":"))
      .find(([start]) => new RegExp(start, "i").test(town.name));
    add(state.km ? say("board.near", { km: state.km, town: town.name.replace(new RegExp(start, "i"), of) })
      : say("board.by", { town: town.name }), { lieu: "", km: "" });
  }
  if (state.bientot) add(find("[name=bientot]").parentNode.textContent, { bientot: "" });
  if (state.depuis) add(say("board.since_day", { date: [...dayText(wish(state).depuis)].map((it) => it.textContent).join("") }), { depuis: "" });
  return found;
}

function showChoices() {
  const chosen = choices(state);
  const template = find("[data-board-chip]");
  chips.replaceChildren(...(state.isOwn ? page.chips : chosen.map(({ label, state }) => make("li", {}, fill(template, { label, url: address(state) })))));
  if (chosen.length && !state.isOwn) chips.append(make("li", {}, make("a", { className: "link small", href: root.dataset.home }, words["board.remove_all"])));
  chips.hidden = !chosen.length;
  find("[data-board-choices]").textContent = say("board.choices", { n: chosen.length });
  for (const box of every("[type=checkbox]", form)) {
    box.checked = box.name in state.facets ? state.facets[box.name].includes(box.value) : Boolean(state[box.name]);
  }
  if (document.activeElement !== word) word.value = state.q;
  if (document.activeElement !== place) place.value = state.lieu && town ? town.name : "";
  distance.value = state.km;
}

let turn = 0;
let quiet;
async function show() {
  const mine = ++turn;
  delete root.dataset.boardReady;
  showChoices();
  const needsIndex = !state.isOwn || groups.some((it) => it.open && !find("label", it));
  try {
    let answer = { total: page.total, sort: "date" };
    if (needsIndex) {
      const board = await index();
      if (state.lieu && town?.key !== state.lieu) {
        town = await board.town(state.lieu);
        const [near] = town ? [] : await board.towns(state.lieu, 1);
        if (near) [town, state.lieu] = [near, near.key];
      }
      const shown = groups.filter((it) => board.manifest.mode === "S" || (it.open ?? true)).map((it) => it.dataset.facet);
      answer = await board.select(wish(state), shown);
      const cards = state.isOwn ? [] : await board.cards(0, size);
      if (mine !== turn) return;
      await addValues(board);
      if (!state.isOwn) list.replaceChildren(answer.total ? make("ul", { className: "rows" }, ...cards.map(card)) : await nothing(board));
    }
    if (mine !== turn) return;
    if (state.isOwn && list.firstChild !== page.list[0]) list.replaceChildren(...page.list);
    for (const node of every("label[data-value]")) {
      const group = node.closest("[data-facet]").dataset.facet;
      const facet = needsIndex && (await index()).manifest.facets.find((it) => it.name === group);
      setCount(node, state.isOwn && page.counts.has(node) ? page.counts.get(node) : facet && answer.counts[group]?.[facet.values.indexOf(node.dataset.value)]);
    }
    present(answer);
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

function present({ total, sort: by, replaced = [] }) {
  showChoices();
  find("h1").innerHTML = state.isOwn ? page.h1 : words["titles.offers"];
  heading.textContent = state.isOwn ? page.count : say("list.open", { n: total });
  note.textContent = replaced.map(([word, found]) => say("board.nearest", { word, found })).join(" ");
  note.hidden = !replaced.length;
  if (sort) {
    sort.value = by;
    sort.namedItem("pertinence").disabled = !state.q;
    sort.namedItem("distance").disabled = !state.lieu;
  }
  showMore(total);
  find("[data-board-show]").textContent = say("board.show", { n: total });
  root.dataset.boardTotal = total;
  root.dataset.boardReady = "";
  delete document.documentElement.dataset.asked;
  clearTimeout(quiet);
  quiet = setTimeout(() => { status.textContent = state.isOwn ? "" : say("list.open", { n: total }); }, 400);
}

function showMore(total) {
  const shown = every("[data-offer]", list).length;
  more.hidden = shown >= total || (state.isOwn && !hasMore);
  more.textContent = say("board.more", { n: Math.min(size, total - shown) });
}

// Which single choice to take back, and what that would give.
async function nothing(board) {
  const box = make("div", { className: "flow" }, make("p", {}, words["board.empty"]));
  for (const { label, state: other } of choices(state)) {
    const { total } = await board.select(wish(other));
    if (total) box.append(make("p", {}, make("a", { href: address(other) }, say("board.without", { label, n: total }))));
  }
  return box;
}

// The boxes of a facet that the page does not hold.
async function addValues(board) {
  for (const group of groups) {
    const name = group.dataset.facet;
    if (!state.facets[name].length && !(group.open ?? false)) continue;
    const facet = await board.facet(name);
    if (!facet) continue;
    const known = new Set(every("[data-value]", group).map((it) => it.dataset.value));
    facet.values.forEach((value, k) => {
      if (!known.has(value)) find("ul", group).append(make("li", {}, tick(name, value, facet.labels[k], facet.counts[k])));
    });
  }
}

function fail(error) {
  console.error(error);
  delete document.documentElement.dataset.asked;
  note.replaceChildren(words["board.failed"] + " ", make("button", { className: "link", type: "button", onclick: show }, words["board.retry"]));
  note.hidden = false;
}

function go(change, isTyping) {
  state = { ...state, isOwn: false, ...change };
  history[isTyping ? "replaceState" : "pushState"](null, "", address(state));
  show();
}

form.addEventListener("change", ({ target }) => {
  const { name, value, checked } = target;
  if (name in state.facets) {
    const others = state.facets[name].filter((it) => it !== value);
    go({ facets: { ...state.facets, [name]: checked ? [...others, value] : others } });
  } else if (target.type === "checkbox") go({ [name]: checked ? value : "" });
  else if (target === distance && state.lieu) go({ km: value });
});
let pause;
word.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    if (word.value.length !== 1) go({ q: word.value.trim() }, state.q !== "" || !word.value);
  }, 150);
});
sort?.addEventListener("change", () => go({ tri: sort.value }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (document.activeElement === word && word.value.trim() !== state.q) go({ q: word.value.trim() });
  find("[data-board-panel]").open = false;
  heading.focus();
});
chips.addEventListener("click", follow);
list.addEventListener("click", follow);
function follow(event) {
  const link = event.target.closest("a");
  if (!link || state.isOwn || link.pathname !== root.dataset.home || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  heading.focus();
  read();
}
for (const group of groups) group.addEventListener("toggle", () => group.open && state && show());
more.addEventListener("click", async () => {
  const board = await index();
  const shown = every("[data-offer]", list).length;
  if (state.isOwn) await board.select(wish(state));
  const cards = (await board.cards(shown, shown + size)).map(card);
  find(".rows", list).append(...cards);
  showMore(+root.dataset.boardTotal);
  find("a", cards[0]).focus();
});

// Towns: a combobox whose proposals come from one table that is loaded whole.
const towns = make("ul", { id: "towns", role: "listbox", hidden: true, className: "towns" });
place.parentNode.append(towns);
Object.assign(place, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
place.setAttribute("aria-controls", "towns");
towns.setAttribute("aria-label", place.labels[0].textContent);
let active = -1;
function mark(at) {
  active = at;
  [...towns.children].forEach((it, k) => { it.ariaSelected = String(k === at); });
  if (at >= 0) place.setAttribute("aria-activedescendant", towns.children[at].id);
  else place.removeAttribute("aria-activedescendant");
}
function closeTowns() {
  towns.hidden = true;
  place.ariaExpanded = "false";
  mark(-1);
}
async function propose() {
  const typed = place.value;
  const found = typed.trim() ? await (await index()).towns(typed) : [];
  if (typed !== place.value) return;
  towns.replaceChildren(...found.map(({ key, name, area }, k) => {
    const item = make("li", { id: "town-" + k, role: "option" }, name + (area ? ` (${area})` : ""));
    Object.assign(item.dataset, { town: key, name });
    item.onmousedown = (event) => { event.preventDefault(); choose(key, name); };
    return item;
  }));
  mark(-1);
  towns.hidden = !found.length;
  place.ariaExpanded = String(found.length > 0);
  status.textContent = say("board.towns", { n: found.length });
}
function choose(key, name) {
  closeTowns();
  place.value = name;
  town = undefined;
  go(key ? { lieu: key, km: state.km || "20" } : { lieu: "", km: "" });
}
place.addEventListener("input", () => propose().catch(fail));
place.addEventListener("blur", closeTowns);
place.addEventListener("change", () => { if (!place.value.trim() && state.lieu) choose("", ""); });
place.addEventListener("keydown", (event) => {
  const { key } = event;
  const last = towns.children.length - 1;
  if (key === "ArrowDown") mark(active < last ? active + 1 : 0);
  else if (key === "ArrowUp") mark(active > 0 ? active - 1 : last);
  else if (key === "Escape" && !towns.hidden) closeTowns();
  else if (key === "Enter" && !towns.hidden) {
    const { town, name } = towns.children[Math.max(0, active)].dataset;
    choose(town, name);
  }
  else return;
  event.preventDefault();
});

function read() {
  state = fromAddress();
  show();
}
addEventListener("popstate", read);
read();
