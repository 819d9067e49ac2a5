// The field of a town: a combobox whose proposals come from one table that is loaded whole. The page has its list of proposals behind it.
function set(node, attributes) {
  for (const name in attributes) node.setAttribute(name, attributes[name]);
}

// `propose` finds towns for a text, `choose` takes the key of one ("" for none).
export function townField(field, propose, choose) {
  const list = field.nextElementSibling;
  let found, active;
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
  field.oninput = async () => {
    const typed = field.value;
    const towns = await propose(typed);
    if (typed !== field.value) return;
    found = towns;
    list.replaceChildren(...found.map((town, k) => {
      const item = document.createElement("li");
      item.append(town.name + (town.area && ` (${town.area})`));
      set(item, { id: "town-" + k, role: "option", "data-town": town.key });
      item.onmousedown = (event) => { event.preventDefault(); take(town); };
      return item;
    }));
    show(found.length > 0);
  };
  field.onblur = () => show(false);
  field.onchange = () => { if (!field.value.trim()) take({ key: "", name: "" }); };
  field.onkeydown = (event) => {
    const { key } = event;
    const last = list.children.length - 1;
    if (last < 0) return;
    if (list.hidden && /^Arrow[DU]/.test(key)) show(true);
    if (key === "ArrowDown") mark(active < last ? active + 1 : 0);
    else if (key === "ArrowUp") mark(active > 0 ? active - 1 : last);
    else if (list.hidden) return;
    else if (key === "Escape") show(false);
    else if (key === "Enter") take(found[Math.max(0, active)]);
    else return;
    event.preventDefault();
  };
}
