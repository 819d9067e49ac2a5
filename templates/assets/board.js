// The panel of a list: choices become an address, and the address is what is shown. Nothing is fetched before the first wish; on the list of one value that is the counts that a tick would give.
import { card, fill } from "./parts/cards.js";
import { address, choices } from "./parts/choices.js";
import { every, find, make, root } from "./parts/page.js";
import { addValues, groups, own, setCount } from "./parts/panel.js";
import { fromAddress, meaning, today } from "./parts/wish.js";
import { iso, say } from "./parts/words.js";
import { keep, kept } from "./site.js";

const [form, title, heading, chips, status, sort, list, note, more, keepSearch] = ["form", "h1", "[data-board-count]", ".chips", "[role=status]",
  "#tri", "[data-board-list]", "[data-board-note]", "[data-board-more]", "[data-keep-search]"].map((it) => find(it));
const { q: word, lieu: place, km: distance } = form.elements;
const size = 20;
const { home } = root.dataset;

// The page as it came, to come back to: a static list is a state of its own.
const page = { path: location.pathname, title: title.innerHTML, total: +root.dataset.total, count: heading.textContent,
  list: [...list.childNodes], chips: [...chips.childNodes],
  counts: new Map(every("label[data-count]").map((it) => [it, +it.dataset.count])) };
const failed = [...note.childNodes];
let state, town, total, opened, pause;

// The day of the last visit before today's.
let { day, before = 0 } = kept("visit");
if (day !== today()) {
  before = day;
  keep("visit", "before", before);
  keep("visit", "day", today());
}
if (before) {
  find("[name=depuis]").value = iso(before);
  find("[data-board-since]").hidden = false;
}

const script = () => import("./list.js");
const index = () => (opened ??= script().then((it) => it.openList(root.dataset.index)));

function read() {
  state = fromAddress(location.search, Object.keys(own));
  const isHere = location.pathname === page.path;
  state.isOwn = isHere && address(state) === home;
  for (const name in own) if (isHere && !state.facets[name].length) state.facets[name] = own[name];
  show();
}

function go(change, isTyping) {
  state = { ...state, isOwn: false, ...change };
  history[isTyping ? "replaceState" : "pushState"](null, "", address(state));
  show();
}

function showChoices() {
  const chosen = choices(state, town);
  chips.replaceChildren(...(state.isOwn ? page.chips : chosen.map(({ label, state }) => make("li", {}, fill("chip", { label, url: address(state) })))));
  if (chosen.length && !state.isOwn) chips.append(make("li", {}, make("a", { className: "link small", href: home }, say("board.remove_all"))));
  chips.hidden = !chosen.length;
  find("[data-board-choices]").textContent = say("board.choices", { n: chosen.length });
  for (const box of every("[type=checkbox]", form)) {
    box.checked = state.facets[box.name]?.includes(box.value) ?? state[box.name];
  }
  if (document.activeElement !== word) word.value = state.q;
  if (document.activeElement !== place) place.value = state.lieu && town ? town.name : "";
  distance.value = state.km;
  return chosen;
}

const rows = (cards) => cards.map((cells) => {
  const closes = cells.closes && iso(cells.closes);
  return card({ ...cells, closes, closes_at: closes && `${closes}T23:59:59${cells.offset}` });
});

let quiet, turn = 0;
async function show(isAgain) {
  const mine = ++turn;
  clearTimeout(quiet);
  delete root.dataset.boardReady;
  showChoices();
  try {
    const { isOwn } = state;
    let answer = { total: page.total, sort: "date" }, board, content = page.list;
    // The counts of a list of one value are those of its links: a tick combines.
    if (!isOwn || address(state) !== home || groups.some((it) => it.open && !find("label", it))) {
      board = await index();
      if (state.lieu && town?.key !== state.lieu) {
        town = await board.town(state.lieu) ?? (await board.towns(state.lieu))[0];
        if (town) state.lieu = town.key;
      }
      await addValues(board, state.facets);
      const shown = groups.filter((it) => board.m.mode === "S" || (it.open ?? true)).map((it) => it.dataset.facet);
      answer = await board.select(meaning(state), shown, 0, isOwn ? 0 : size);
      if (!isOwn) content = [answer.total ? make("ul", { className: "rows" }, ...rows(answer.cards)) : await nothing(board)];
    }
    if (mine !== turn) return;
    if (list.firstChild !== content[0]) list.replaceChildren(...content);
    for (const node of every("label[data-value]")) {
      const group = node.closest("[data-facet]").dataset.facet;
      const at = board?.m.facets.find((it) => it.name === group)?.values.indexOf(node.dataset.value);
      setCount(node, answer.counts?.[group]?.[at] ?? page.counts.get(isOwn && node));
    }
    present(answer);
  } catch (error) {
    if (mine !== turn) return;
    // Where the site was published anew, the files of its index have other names.
    opened = undefined;
    if (!isAgain) return show(true);
    fail(error);
  }
  // What was hidden while an address with a wish had no answer yet.
  const { dataset } = document.documentElement;
  if (mine === turn && "asked" in dataset) dataset.asked = "shown";
}

function present({ sort: by, replaced = [], total: n }) {
  total = n;
  const { isOwn } = state;
  const text = isOwn ? page.count : say("list.open", { n });
  const chosen = showChoices();
  title.innerHTML = isOwn ? page.title : say("titles.offers");
  heading.textContent = text;
  note.textContent = [...replaced.map(([word, found]) => say("board.nearest", { word, found })),
    ...(state.lieu && !town ? [`${say("board.towns", { n: 0 })} : ${state.lieu}`] : [])].join(" ");
  note.hidden = !note.textContent;
  if (sort) {
    sort.value = by;
    find("[value=pertinence]").disabled = !state.q;
    find("[value=distance]").disabled = !state.lieu;
  }
  const isKept = address(state) in kept("searches");
  keepSearch.hidden = isKept || !chosen.length;
  find("[data-search-kept]").hidden = !isKept;
  showMore();
  find("[data-board-show]").textContent = say("board.show", { n });
  root.dataset.boardTotal = total;
  root.dataset.boardReady = "";
  quiet = setTimeout(() => { status.textContent = isOwn ? "" : text; }, 400);
}

function showMore() {
  const n = Math.min(size, total - every("[data-offer]", list).length);
  more.hidden = n <= 0 || (state.isOwn && !("more" in root.dataset));
  more.textContent = say("board.more", { n });
}

// Which single choice to take back, and what that would give.
async function nothing(board) {
  const box = make("div", { className: "flow" }, make("p", {}, say("board.empty")));
  for (const { name, state: other } of choices(state, town)) {
    const { total: n } = await board.select(meaning(other));
    if (n) box.append(make("p", {}, make("a", { href: address(other) }, say("board.without", { label: name, n }))));
  }
  return box;
}

// The static lists of what is ticked are there without any index.
const ticked = () => every("[data-url]", form).filter((it) => it.control.checked);

function fail(error) {
  console.error(error);
  note.replaceChildren(...failed, ...ticked().flatMap((it) => [" ", make("a", { href: it.dataset.url }, it.children[1].textContent)]));
  note.hidden = false;
}

form.onchange = ({ target }) => {
  const { name, value, checked } = target;
  if (name in state.facets) {
    const others = state.facets[name].filter((it) => it !== value);
    go({ facets: { ...state.facets, [name]: checked ? [...others, value] : others } });
  } else if (target.type === "checkbox") go({ [name]: checked ? value : "" });
  else if (target === distance && state.lieu) go({ km: value });
};
word.oninput = () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    if (word.value.length !== 1) go({ q: word.value.trim() }, state.q !== "" || !word.value);
  }, 150);
};
if (sort) sort.onchange = () => go({ tri: sort.value });
form.onsubmit = (event) => {
  event.preventDefault();
  clearTimeout(pause);
  const typed = place.value.trim();
  const change = { q: word.value.trim() };
  if (typed && typed !== town?.name) Object.assign(change, { lieu: typed, km: state.km || "20" });
  if (change.lieu || change.q !== state.q) go(change);
  // On a narrow screen the panel covers what it found.
  if (!find("summary").offsetParent) return;
  find("[data-board-panel]").open = false;
  heading.focus();
};
chips.onclick = list.onclick = (event) => {
  const link = event.target.closest("a");
  if (!link || state.isOwn || link.pathname !== home || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  heading.focus();
  read();
};
for (const group of groups) group.ontoggle = () => group.open && show();
async function addRows() {
  const start = every("[data-offer]", list).length;
  const { cards } = await (await index()).select(meaning(state), [], start, start + size);
  const added = rows(cards);
  find(".rows", list).append(...added);
  showMore();
  find("a", added[0]).focus();
}
more.onclick = () => addRows().catch(fail);
// Who comes to the field of a town will need what proposes some.
place.onfocus = async () => {
  const typed = place.value;
  const { townField } = await script();
  place.onfocus = null;
  townField(place, async (typed) => {
    const found = typed.trim() ? await index().then((it) => it.towns(typed)).catch(fail) ?? [] : [];
    status.textContent = say("board.towns", { n: found.length });
    return found;
  }, (key) => {
    town = undefined;
    if (key || state.lieu) go({ lieu: key, km: key && (state.km || "20") });
  });
  if (place.value !== typed) place.oninput();
};
keepSearch.onclick = () => {
  const label = choices(state, town).map((it) => it.label).join(", ");
  const [one, another] = ticked();
  keep("searches", address(state), { label, day: today(), list: (!another && one?.dataset.url) || home });
  show();
};
onpopstate = read;
read();
