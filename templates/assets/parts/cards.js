// What scripts put into lists is made of templates in the page, with marks (@title) in place of words.
import { close, showKept } from "../site.js";
import { every, make } from "./page.js";
import { dayNodes, template } from "./words.js";

// No line ends within "week-ends", as the filter "unbroken" has it.
const unbroken = (text) => text.split(" ").flatMap((word, k) => [k ? " " : "",
  word.length <= 14 && /.-./.test(word) ? make("span", { className: "nb" }, word) : word]);

// A template with values for its marks, and for its links; a list repeats its element, nothing removes it.
export function fill(name, values) {
  const node = template(name).firstElementChild.cloneNode(true);
  for (const item of [node, ...every("*", node)]) {
    if (item.getAttribute("href") === "") item.href = values.url;
    const [, mark] = (!item.firstElementChild && item.textContent.match(/^\s*@(\w+)\s*$/)) || [];
    if (!mark) continue;
    const value = values[mark];
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
  for (const link of every("[href]", node)) link.lang = row.lang;
  for (const button of every("[data-keep]", node)) button.dataset.keep = row.id;
  for (const time of every("[datetime='2000-01-01']", node)) {
    time.dateTime = row.closes;
    time.replaceChildren(...dayNodes(row.closes));
    node.dataset.closes = row.closes_at;
  }
  close(node);
  showKept(node);
  return node;
}
