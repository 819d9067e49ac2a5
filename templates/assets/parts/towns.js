// The field of a town: a combobox whose proposals come from one table that is loaded whole.
import { make, set } from "./page.js";

// `propose` finds towns for a text, `choose` takes the key of one ("" for none).
export function townField(field, propose, choose) {
  const list = make("ul", { id: "towns", hidden: true, className: "towns" });
  field.parentNode.append(list);
  set(field, { role: "combobox", "aria-expanded": false, "aria-autocomplete": "list", "aria-controls": "towns" });
  set(list, { role: "listbox", "aria-label": field.labels[0].textContent });
  let found;
  let active;
  const mark = (at) => {
    active = at;
    [...list.children].forEach((it, k) => set(it, { "aria-selected": k === at }));
    set(field, { "aria-activedescendant": at < 0 ? "" : "town-" + at });
  };
  const show = (isShown) => {
    list.hidden = !isShown;
    set(field, { "aria-expanded": isShown });
    mark(-1);
  };
  const take = ({ key, name }) => {
    show(false);
    field.value = name;
    choose(key);
  };
  field.addEventListener("input", async () => {
    const typed = field.value;
    const towns = await propose(typed);
    if (typed !== field.value) return;
    found = towns;
    list.replaceChildren(...found.map((town, k) => {
      const item = make("li", { id: "town-" + k }, town.name + (town.area && ` (${town.area})`));
      set(item, { role: "option", "data-town": town.key });
      item.onmousedown = (event) => { event.preventDefault(); take(town); };
      return item;
    }));
    show(found.length > 0);
  });
  field.addEventListener("blur", () => show(false));
  field.addEventListener("change", () => { if (!field.value.trim()) take({ key: "", name: "" }); });
  field.addEventListener("keydown", (event) => {
    const { key } = event;
    const last = list.children.length - 1;
    if (key === "ArrowDown") mark(active < last ? active + 1 : 0);
    else if (key === "ArrowUp") mark(active > 0 ? active - 1 : last);
    else if (list.hidden) return;
    else if (key === "Escape") show(false);
    else if (key === "Enter") take(found[Math.max(0, active)]);
    else return;
    event.preventDefault();
  });
}
