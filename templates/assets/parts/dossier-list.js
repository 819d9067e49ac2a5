// The dossiers of an agent as a list that the board's index answers questions about. Its rows stand on sealed pages, each with words
// of its own (docs/sealed-pages.md, "Rows"); page 0 is the newest.
import { ListIndex } from "./list-index.js";
import { ListText, words } from "./list-text.js";

export const facetNames = ["post", "campaign", "phase", "stage", "work", "tag"];
const cellNames = ["code", "name", "day", "post", "campaign", "phase", "stage", "work", "tag"];
const cellAt = (name) => cellNames.indexOf(name);

// A row has a word that begins so, wherever it stands: names have no endings to be taken off.
class RowTexts extends ListText {
  async start() {
    Object.assign(this, { stop: new Set(), ends: [], min: 0 });
  }

  async add(scores, word) {
    let [row, found] = [0, 0];
    for (const { texts } of this.list.pages) for (const text of texts) {
      if (text.includes(" " + word)) scores[row] = found = 1;
      row++;
    }
    return found;
  }
}

// What is worked out of a page once, however often the list is opened: its rows, the newest last, and their words, the newest first.
export function opened({ words: said, rows }) {
  const folded = {};
  for (const name in said) folded[name] = said[name].map((it) => (name === "day" ? "" : words(it.join(" ")).join(" ")));
  const once = cellNames.slice(3, -1).map((name) => [cellAt(name), folded[name]]);
  const texts = rows.map((row) => {
    let text = " " + words(row[1]).join(" ");
    for (const [at, all] of once) if (row[at] >= 0) text += " " + all[row[at]];
    for (const at of row[cellAt("tag")]) text += " " + folded.tag[at];
    return text;
  }).reverse();
  const days = said.day.map(([iso]) => Date.parse(iso) / 864e5);
  return { said, rows, texts, days: rows.map((row) => days[row[cellAt("day")]]).reverse() };
}

export class DossierList extends ListIndex {
  constructor(count) {
    super("", { n: 0, mode: "S", closes: Infinity, card: Infinity, cells: cellNames, blocks: Array(count).fill(0), parts: {},
      facets: facetNames.map((name) => ({ name, kind: name === "tag" ? "many" : "one", values: [], labels: [], masks: [], more: -1 })) });
    this.pages = Array(count).fill({ texts: [], days: [] });
    this.parts = { fuzzy: { t: "" } };
    this.text = new RowTexts(this);
  }

  // A page that was read; those that were not yet have no rows.
  add(place, page) {
    const { m, parts } = this;
    const block = m.blocks.length - 1 - place;
    m.n += page.rows.length - m.blocks[place];
    m.blocks[place] = page.rows.length;
    this.pages[place] = page;
    parts[`card-${block}-0`] = page.rows;
    for (const facet of m.facets) {
      const at = cellAt(facet.name);
      const known = (facet.known ??= {});
      const places = page.said[facet.name].map(([value, label]) => (known["=" + value] ??= facet.labels.push(label) && facet.values.push(value)));
      const code = facet.kind === "one" ? (it) => places[it] ?? 0 : (all) => {
        const mask = all.map((it) => places[it] - 1);
        return mask.length && (known["+" + mask] ??= facet.masks.push(mask));
      };
      parts[`col-${facet.name}-${block}`] = { codes: page.rows.map((row) => code(row[at])).reverse() };
    }
    this.columns = {};
  }

  part(name) {
    return this.parts[name] ?? { codes: [], cols: {}, cards: "" };
  }

  column(name) {
    return (this.columns[name] ??= super.column(name));
  }

  newer(day) {
    let count = 0;
    for (const { days } of this.pages) for (const it of days) {
      if (it < day) return count;
      count++;
    }
    return count;
  }

  // A dossier with its words in place of their numbers.
  async dossier(row) {
    let place = 0;
    while (row >= this.m.blocks[place]) row -= this.m.blocks[place++];
    const { said, rows } = this.pages[place];
    const cells = this.named(rows[rows.length - 1 - row]);
    for (const name in said) cells[name] = name === "tag" ? cells.tag.map((it) => said.tag[it][0]) : said[name][cells[name]];
    return cells;
  }

  cards(rows) {
    return Promise.all(rows.map((row) => this.dossier(row)));
  }
}
