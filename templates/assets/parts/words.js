// What scripts say and the way they write numbers and days: all of it stands in a template of the page.
import { find } from "./page.js";

export const template = (name) => find(`template[data-board-${name}]`).content;
const words = Object.fromEntries([...template("words").children].map((it) => [it.value, it.title]));

// Thousands apart as the site has them; `Intl` would take longer to load than all else of a board.
export const format = (n) => String(n).replace(/\B(?=(...)+$)/g, words.thousand[1]);

export function say(key, values = {}) {
  const { n } = values;
  const text = words[key] ?? words[`${key}.${["zero", "one"][n] ?? "other"}`];
  return text.replace(/\{(\w+)\}/g, (_, name) => (name === "n" ? format(n) : values[name]));
}

export const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

// A day (2026-12-11) as the site writes it: the template has the 1st and the 2nd of each month.
export function dayNodes(day) {
  const [year, month, number] = day.split("-");
  const node = find(`[value="${month}-${number === "01" ? 1 : 2}"]`, template("words")).cloneNode(true);
  node.innerHTML = node.innerHTML.replace(/\b2\b/, +number).replace("2000", year);
  return [...node.childNodes];
}
export const dayText = (day) => dayNodes(day).map((it) => it.textContent).join("");
