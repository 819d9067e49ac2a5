// Groups of ticks: links to static lists become boxes of the same shape, and values that the page does not hold are added.
import { every, find, make } from "./page.js";
import { format, say } from "./words.js";

export const groups = every("[data-facet]");
export const label = (name, value) => find(`[data-facet="${name}"] [data-value="${CSS.escape(value)}"] span`)?.textContent ?? value;

export function setCount({ dataset, lastChild }, n) {
  if (dataset.count == n) return;
  delete dataset.count;
  lastChild.replaceChildren();
  if (n === undefined) return;
  dataset.count = n;
  lastChild.append(format(n), make("span", { className: "vh" }, " " + say("list.count_unit", { n })));
}

function tick(name, data, ...content) {
  const node = make("label", { className: "tick" }, make("input", { type: "checkbox", name, value: data.value }), ...content);
  Object.assign(node.dataset, data);
  return node;
}

// What the page is a list of: the values of each facet that its address stands for.
export const own = {};
for (const group of groups) {
  const name = group.dataset.facet;
  own[name] = [];
  for (const link of every("a.tick", group)) {
    if (link.hasAttribute("aria-current")) {
      own[name].push(link.dataset.value);
      // "Retirer"
      find("span span", link).remove();
    }
    link.replaceWith(tick(name, { ...link.dataset, url: link.pathname }, ...link.childNodes));
  }
}
// Landmarks are for links.
const nav = find("nav");
nav.replaceWith(make("div", { className: nav.className }, ...nav.childNodes));

export async function addValues(board, facets) {
  for (const group of groups) {
    const name = group.dataset.facet;
    const facet = (group.open || facets[name].length) && await board.facet(name);
    if (!facet) continue;
    Object.assign(board.m.facets.find((it) => it.name === name), facet);
    const held = new Set(every("[data-value]", group).map((it) => it.dataset.value));
    for (const [k, value] of facet.values.entries()) {
      if (held.has(value)) continue;
      const label = facet.labels[k];
      find("ul", group).append(make("li", {}, tick(name, { value },
        make("span", {}, facet.kind === "floor" ? say("board.floor", { label }) : label), make("span", { className: "n" }))));
      // There may be thousands of towns.
      if (k % 200 > 198) await new Promise(setTimeout);
    }
  }
}
