// What scripts put into lists is made of templates in the page: its words, its cards with marks (@title) in their place.
import { showKept } from "./keep.js";
import { watchClosing } from "./site.js";

const template = (name) => document.querySelector(`template[data-board-${name}]`).content;
const words = Object.fromEntries([...template("words").children].map((it) => [it.value, it.title]));

export function say(key, values = {}) {
  const { n } = values;
  const text = words[key] ?? words[`${key}.${n === 0 ? "zero" : n === 1 ? "one" : "other"}`];
  return text.replace(/\{(\w+)\}/g, (_, name) => (name === "n" ? format(n) : values[name]));
}
export const format = (n) => n.toLocaleString(document.documentElement.lang);

export function make(tag, values, ...children) {
  const node = Object.assign(document.createElement(tag), values);
  node.append(...children);
  return node;
}

export const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

// A day (2026-12-11) as the site writes it: the template has the 1st and the 2nd of each month.
export function dayNodes(day) {
  const [year, month, number] = day.split("-");
  const node = template("words").querySelector(`[value="${month}-${number === "01" ? 1 : 2}"]`).cloneNode(true);
  node.innerHTML = node.innerHTML.replace(/\b2\b/, +number).replace("2000", year);
  return [...node.childNodes];
}
export const dayText = (day) => dayNodes(day).map((it) => it.textContent).join("");

// No line ends within "week-ends", as the filter "unbroken" has it.
const unbroken = (text) => text.split(" ").flatMap((word, k) => [k ? " " : "",
  word.length <= 14 && /.-./.test(word) ? make("span", { className: "nb" }, word) : word]);

// A template with values for its marks, and for its links; a list repeats its element, nothing removes it.
export function fill(name, values) {
  const node = template(name).firstElementChild.cloneNode(true);
  for (const item of [node, ...node.querySelectorAll("*")]) {
    if (item.getAttribute("href") === "") item.href = values.url;
    const mark = !item.children.length && item.textContent.trim().match(/^@(\w+)$/);
    if (!mark) continue;
    const value = values[mark[1]];
    if (Array.isArray(value)) item.replaceWith(...value.map((text) => make(item.tagName, {}, text)));
    else if (value) item.replaceChildren(...unbroken(value));
    else item.remove();
  }
  return node;
}

// A row of a list, from {id, url, title, lang, who, facts, closes: day, closes_at}.
export function card(row) {
  const node = fill(row.closes ? "card" : "undated", { ...row, fact: row.facts });
  node.dataset.offer = row.id;
  if (row.closes) node.dataset.closes = row.closes_at;
  for (const link of node.querySelectorAll("[href]")) link.lang = row.lang;
  for (const button of node.querySelectorAll("[data-keep]")) button.dataset.keep = row.id;
  for (const time of node.querySelectorAll("[datetime='2000-01-01']")) {
    time.dateTime = row.closes;
    time.replaceChildren(...dayNodes(row.closes));
  }
  watchClosing(node);
  showKept(node);
  return node;
}
