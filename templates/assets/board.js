// The panel of a list: choices become an address, and the address is what is shown. Nothing is fetched before the first wish.
import { card, dayText, fill, format, iso, make, say } from "./cards.js";
import { keep, kept } from "./keep.js";
import { fromAddress, meaning, today } from "./wish.js";

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

const rows = (cards) => cards.map((cells) => {
  const closes = cells.closes && iso(cells.closes);
  return card({ ...cells, closes, closes_at: closes && `${closes}T23:59:59${cells.offset}` });
});

// Ticks: links to static lists become real boxes of the same shape.
const groups = every("[data-facet]");
function tick(name, value, label, count) {
  const node = make("label", { className: "tick" }, make("input", { type: "checkbox", name, value }), make("span", {}, label), make("span", { className: "n" }));
  node.dataset.value = value;
  setCount(node, count);
  return node;
}
function setCount(node, count) {
  if (count === undefined) delete node.dataset.count;
  else node.dataset.count = count;
  node.lastChild.replaceChildren(...(count === undefined ? [] : [format(count), make("span", { className: "vh" }, " " + say("list.count_unit", { n: count }))]));
}
const own = {};
for (const group of groups) {
  const name = group.dataset.facet;
  own[name] = [];
  for (const link of every("a.tick", group)) {
    const label = link.firstElementChild.lastChild.textContent;
    if (link.hasAttribute("aria-current")) own[name].push(link.dataset.value);
    const box = tick(name, link.dataset.value, label, +link.dataset.count);
    box.dataset.url = link.pathname;
    link.replaceWith(box);
  }
}
const nav = find("nav");
nav.replaceWith(make("div", { className: nav.className }, ...nav.childNodes));
const labels = (name, value) => find(`[data-facet="${name}"] [data-value="${CSS.escape(value)}"] span`)?.textContent ?? value;

// The page as it came, to come back to.
const page = { path: location.pathname, title: document.title, h1: find("h1").innerHTML, total: +root.dataset.total,
  list: [...list.childNodes], chips: [...chips.childNodes], count: heading.textContent,
  counts: new Map(every("[data-count]").map((it) => [it, +it.dataset.count])) };
const hasMore = "more" in root.dataset;

// The day of the last visit before today's.
const visit = kept("visit");
if (visit.day !== today()) Object.assign(visit, { before: visit.day, day: today() });
for (const name in visit) keep("visit", name, visit[name]);
if (visit.before) {
  find("[name=depuis]").value = iso(visit.before);
  find("[data-board-since]").hidden = false;
}

// State and address. A static list of one value is a state too: its own.
let state;
let town;
function read() {
  state = fromAddress(location.search, Object.keys(own));
  const isHere = location.pathname === page.path;
  for (const name in own) if (isHere && !state.facets[name].length) state.facets[name] = own[name];
  state.isOwn = isHere && state.isEmpty;
  show();
}
function address({ facets, q, lieu, km, tri, depuis, bientot }) {
  const given = Object.entries({ ...facets, q, lieu, km, tri, depuis, bientot })
    .filter(([, value]) => value.length).map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
  return root.dataset.home + (given.length ? "?" + given.join("&") : "");
}

// The index: in a worker if it is large and there are workers.
let opened;
const index = () => (opened ??= open().catch((error) => {
  opened = undefined;
  throw error;
}));
async function open() {
  const { ListIndex } = await import("./list-index.js");
  const index = new ListIndex(new URL(root.dataset.index, location.href).href);
  await index.start();
  return index.m.mode === "S" ? index : inWorker(index).catch(() => index);
}
async function inWorker({ base, m }) {
  const worker = new Worker(new URL("./list-worker.js", import.meta.url), { type: "module" });
  const waiting = [];
  worker.onmessage = ({ data: { id, value, error } }) => waiting[id][error ? 1 : 0](error ?? value);
  const ask = (call) => (...rest) => new Promise((...ends) => {
    worker.onerror = ends[1];
    worker.postMessage({ id: waiting.push(ends) - 1, call, rest });
  });
  await ask("start")(base, m);
  return { m, select: ask("select"), facet: ask("facet"), town: ask("town"), towns: ask("towns") };
}

// What is chosen, each with its words and the state without it.
function choices(state) {
  const without = (change) => ({ ...state, isOwn: false, ...change });
  const found = Object.entries(state.facets).flatMap(([name, values]) => values.map((value) => ({
    label: labels(name, value), name: labels(name, value), state: without({ facets: { ...state.facets, [name]: values.filter((it) => it !== value) } }) })));
  const add = (label, change, name = label) => found.push({ label, name, state: without(change) });
  if (state.q) add(say("board.word", { q: state.q }), { q: "" }, state.q);
  if (state.lieu && town) {
    const [start, of] = say("board.of").split("|").map((rule) => rule.split(":"))
      .find(([start]) => new RegExp(start, "i").test(town.name));
    add(state.km ? say("board.near", { km: state.km, town: town.name.replace(new RegExp(start, "i"), of) })
      : say("board.by", { town: town.name }), { lieu: "", km: "" });
  }
  if (state.bientot) add(find("[name=bientot]").parentNode.textContent, { bientot: "" });
  if (meaning(state).depuis) add(say("board.since_day", { date: dayText(state.depuis) }), { depuis: "" });
  return found;
}

function showChoices() {
  const chosen = choices(state);
  chips.replaceChildren(...(state.isOwn ? page.chips : chosen.map(({ label, state }) => make("li", {}, fill("chip", { label, url: address(state) })))));
  if (chosen.length && !state.isOwn) chips.append(make("li", {}, make("a", { className: "link small", href: root.dataset.home }, say("board.remove_all"))));
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
  clearTimeout(quiet);
  delete root.dataset.boardReady;
  showChoices();
  try {
    let answer = { total: page.total, sort: "date" };
    let board;
    let content = page.list;
    if (!state.isOwn || groups.some((it) => it.open && !find("label", it))) {
      board = await index();
      if (state.lieu && town?.key !== state.lieu) {
        town = await board.town(state.lieu) ?? (await board.towns(state.lieu, 1))[0];
        if (town) state.lieu = town.key;
      }
      const shown = groups.filter((it) => board.m.mode === "S" || (it.open ?? true)).map((it) => it.dataset.facet);
      await addValues(board);
      answer = await board.select(meaning(state), shown, 0, state.isOwn ? 0 : size);
      if (!state.isOwn) content = [answer.total ? make("ul", { className: "rows" }, ...rows(answer.cards)) : await nothing(board)];
    }
    if (mine !== turn) return;
    if (list.firstChild !== content[0]) list.replaceChildren(...content);
    for (const node of every("label[data-value]")) {
      const group = node.closest("[data-facet]").dataset.facet;
      const at = board?.m.facets.find((it) => it.name === group)?.values.indexOf(node.dataset.value);
      setCount(node, state.isOwn && page.counts.has(node) ? page.counts.get(node) : answer.counts?.[group]?.[at]);
    }
    present(answer);
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

function present({ total, sort: by, replaced = [] }) {
  showChoices();
  find("h1").innerHTML = state.isOwn ? page.h1 : say("titles.offers");
  heading.textContent = state.isOwn ? page.count : say("list.open", { n: total });
  note.textContent = [...replaced.map(([word, found]) => say("board.nearest", { word, found })),
    ...(state.lieu && !town ? [`${say("board.towns", { n: 0 })} : ${state.lieu}`] : [])].join(" ");
  note.hidden = !note.textContent;
  if (sort) {
    sort.value = by;
    find("[value=pertinence]").disabled = !state.q;
    find("[value=distance]").disabled = !state.lieu;
  }
  const isKept = address(state) in kept("searches");
  find("[data-keep-search]").hidden = isKept || !choices(state).length;
  find("[data-search-kept]").hidden = !isKept;
  showMore(total);
  find("[data-board-show]").textContent = say("board.show", { n: total });
  root.dataset.boardTotal = total;
  root.dataset.boardReady = "";
  reveal();
  quiet = setTimeout(() => { status.textContent = state.isOwn ? "" : say("list.open", { n: total }); }, 400);
}

// What was hidden while an address with a wish had no answer yet.
function reveal() {
  const { dataset } = document.documentElement;
  if ("asked" in dataset) dataset.asked = "shown";
}

function showMore(total) {
  const shown = every("[data-offer]", list).length;
  more.hidden = shown >= total || (state.isOwn && !hasMore);
  more.textContent = say("board.more", { n: Math.min(size, total - shown) });
}

// Which single choice to take back, and what that would give.
async function nothing(board) {
  const box = make("div", { className: "flow" }, make("p", {}, say("board.empty")));
  for (const { name, state: other } of choices(state)) {
    const { total } = await board.select(meaning(other));
    if (total) box.append(make("p", {}, make("a", { href: address(other) }, say("board.without", { label: name, n: total }))));
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
    Object.assign(board.m.facets.find((it) => it.name === name), facet);
    const known = new Set(every("[data-value]", group).map((it) => it.dataset.value));
    facet.values.forEach((value, k) => {
      if (!known.has(value)) find("ul", group).append(make("li", {}, tick(name, value, facet.kind === "floor" ? say("board.floor", { label: facet.labels[k] }) : facet.labels[k])));
    });
  }
}

function fail(error) {
  console.error(error);
  reveal();
  const lists = every(":checked", form).map((it) => it.parentNode).filter((it) => it.dataset.url).flatMap((it) => [" ", make("a", { href: it.dataset.url }, it.children[1].textContent)]);
  note.replaceChildren(say("board.failed") + " ", make("button", { className: "link", type: "button", onclick: show }, say("board.retry")), ...lists);
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
  clearTimeout(pause);
  const typed = place.value.trim();
  const change = { q: word.value.trim() };
  if (typed && typed !== town?.name) Object.assign(change, { lieu: typed, km: state.km || "20" });
  if (change.lieu || change.q !== state.q) go(change);
  closeTowns();
  // On a narrow screen the panel covers what it found.
  if (!find("summary").offsetParent) return;
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
  const shown = every("[data-offer]", list).length;
  const { cards } = await (await index()).select(meaning(state), [], shown, shown + size);
  const added = rows(cards);
  find(".rows", list).append(...added);
  showMore(+root.dataset.boardTotal);
  find("a", added[0]).focus();
});

// Towns: a combobox whose proposals come from one table that is loaded whole.
const towns = make("ul", { id: "towns", hidden: true, className: "towns" });
place.parentNode.append(towns);
const set = (node, values) => Object.entries(values).forEach(([name, value]) => node.setAttribute(name, value));
set(place, { role: "combobox", "aria-expanded": false, "aria-autocomplete": "list", "aria-controls": "towns" });
set(towns, { role: "listbox", "aria-label": place.labels[0].textContent });
let active = -1;
function mark(at) {
  active = at;
  [...towns.children].forEach((it, k) => { it.setAttribute("aria-selected", k === at); });
  if (at >= 0) place.setAttribute("aria-activedescendant", towns.children[at].id);
  else place.removeAttribute("aria-activedescendant");
}
function closeTowns() {
  towns.hidden = true;
  set(place, { "aria-expanded": false });
  mark(-1);
}
async function propose() {
  const typed = place.value;
  const found = typed.trim() ? await (await index()).towns(typed) : [];
  if (typed !== place.value) return;
  towns.replaceChildren(...found.map(({ key, name, area }, k) => {
    const item = make("li", { id: "town-" + k }, name + (area ? ` (${area})` : ""));
    set(item, { role: "option", "data-town": key, "data-name": name });
    item.onmousedown = (event) => { event.preventDefault(); choose(key, name); };
    return item;
  }));
  mark(-1);
  towns.hidden = !found.length;
  set(place, { "aria-expanded": found.length > 0 });
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

find("[data-keep-search]").addEventListener("click", ({ target }) => {
  const lists = groups.map((it) => every(":checked", it)).filter((it) => it.length === 1).map(([it]) => it.parentNode.dataset.url);
  keep("searches", address(state), { label: choices(state).map((it) => it.label).join(", "), day: today(), list: lists.find(Boolean) ?? root.dataset.home });
  target.hidden = true;
  find("[data-search-kept]").hidden = false;
});

addEventListener("popstate", read);
read();
