// What is chosen, as an address and in words.
import { find, root } from "./page.js";
import { label } from "./panel.js";
import { meaning } from "./wish.js";
import { dayText, say } from "./words.js";

export function address({ facets, q, lieu, km, tri, depuis, bientot }) {
  const given = Object.entries({ ...facets, q, lieu, km, tri, depuis, bientot })
    .flatMap(([name, value]) => (value.length ? `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}` : []));
  return root.dataset.home + (given.length ? "?" + given.join("&") : "");
}

// Each choice: its label, its name within a sentence, and the state without it.
export function choices(state, town) {
  const found = [];
  const add = (change, label, name = label) => found.push({ label, name, state: { ...state, isOwn: false, ...change } });
  const { facets, q, lieu, km, bientot, depuis } = state;
  for (const name in facets) {
    for (const value of facets[name]) add({ facets: { ...facets, [name]: facets[name].filter((it) => it !== value) } }, label(name, value));
  }
  if (q) add({ q: "" }, say("board.word", { q }), q);
  if (lieu && town) add({ lieu: "", km: "" }, say(km ? "board.near" : "board.by", { km, town: town.name }));
  if (bientot) add({ bientot: "" }, find("[name=bientot]").parentNode.textContent);
  if (meaning(state).depuis) add({ depuis: "" }, say("board.since_day", { date: dayText(depuis) }));
  return found;
}
