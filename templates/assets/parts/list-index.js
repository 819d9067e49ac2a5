// Answers questions about a list from its index (docs/index-format.md). It knows rows, facets, days and points, not what
// they mean. A wish is {facets: {name: [value]}, q, lieu, km, depuis, jusque, bientot, tri, today}, with days as numbers.
import { numbers } from "./list-files.js";
import { ListPlaces } from "./list-places.js";
import { ListText } from "./list-text.js";

// The values that a code stands for, as places in the list of its facet.
const valuesOf = ({ kind, masks }, code) => (!code ? [] : kind === "many" ? masks[code - 1] : kind === "one" ? [code - 1] : [...Array(code).keys()]);
const sizeOf = ({ kind, masks, values }) => (kind === "many" ? masks : values).length + 1;

export class ListIndex extends ListPlaces {
  // Which codes pass when `chosen` values are wanted.
  async passing(name, chosen) {
    const facet = await this.facet(name);
    return facet ? Array.from({ length: sizeOf(facet) }, (_, code) => valuesOf(facet, code).some((at) => chosen.includes(facet.values[at]))) : [];
  }

  // How many rows were published on `day` or later: they are the first.
  newer(day) {
    const { days } = this.m;
    let [at, rows] = [days[0], 0];
    for (let k = 1; k < days.length && at >= day; k += 2) {
      rows += days[k];
      at -= days[k + 1];
    }
    return rows;
  }

  // What rows must be besides passing the facets, and how they are sorted.
  async musts({ q, lieu, km, tri, depuis, jusque, bientot, today }) {
    const { n, closes: first } = this.m;
    this.text ??= new ListText(this);
    const [{ scores, replaced = [] }, from] = await Promise.all([q ? this.text.find(q) : {}, lieu && this.town(lieu)]);
    const metres = from && (km || tri === "distance") && await this.distances(from);
    const limit = metres && km ? km * 1000 : Infinity;
    const sort = tri === "cloture" || (tri === "distance" && metres) ? tri : scores && tri !== "date" ? "pertinence" : "date";
    const isStale = first < today;
    const closes = (isStale || bientot || sort === "cloture") && await this.column("closes");
    const day = (row) => closes[row] || Infinity;
    const start = jusque ? this.newer(jusque + 1) : 0;
    const end = depuis ? this.newer(depuis) : n;
    const must = (scores || limit < Infinity || isStale || bientot || start || end < n) && ((row) => row >= start && row < end && (scores?.[row] ?? 1) &&
      !(metres?.[row] > limit) && (!closes || (day(row) >= today && (!bientot || day(row) <= today + 7))));
    const key = { pertinence: (row) => -scores[row], cloture: day, distance: (row) => metres[row] }[sort];
    // Infinity - Infinity is no number: rows without a day or a point are equal.
    return { must, order: key && ((a, b) => key(a) - key(b) || a - b), sort, replaced };
  }

  // One pass: a row that fails no facet is a hit, one that fails a single facet counts in that one only.
  evaluate(tests, must, wanted, start, end, weights) {
    const hits = [];
    rows: for (let row = start; row < end; row++) {
      if (must && !must(row)) continue;
      let failed;
      for (const { name, pass, codes } of tests) {
        if (pass[codes[row]]) continue;
        if (failed) continue rows;
        failed = name;
      }
      if (!failed) hits.push(row);
      for (const { name, tally, codes } of wanted) if (!failed || failed === name) tally[codes[row]] += weights?.[row] ?? 1;
    }
    return hits;
  }

  // Combinations of codes with the number of their rows, in place of the rows.
  async cube() {
    const { k, c } = await this.view("cube");
    const gaps = numbers(k);
    const columns = {};
    for (const name of [...this.m.cube].reverse()) columns[name] = { codes: [], size: sizeOf(await this.facet(name)) };
    let key = -1;
    gaps.forEach((gap, at) => {
      let rest = (key += gap + 1);
      for (const { codes, size } of Object.values(columns)) {
        codes[at] = rest % size;
        rest = (rest - codes[at]) / size;
      }
    });
    return { columns, weights: numbers(c) };
  }

  // How many rows a wish finds, for each facet of `shown` how many each value would give, and the cards from `start` to `end`.
  async select(wish, shown = [], start = 0, end = 0) {
    const { m } = this;
    const chosen = Object.entries(wish.facets).filter(([, values]) => values.length);
    const { must, order, sort, replaced } = await this.musts(wish);
    // Views and the cube know nothing but facets, and of those what `m.json` lists.
    const isPlain = m.views && !must && !order && shown.every((name) => this.find(name)?.values === this.find(name)?.listed);
    const [[name, [value, another]]] = [...chosen, ["", []]];
    const facet = this.find(name);
    let [total, counts, top, rows] = [m.n, {}, []];
    if (isPlain && !name) {
      for (const { name, counts: all } of m.facets) counts[name] = all;
    } else if (isPlain && chosen.length < 2 && !another && facet?.listed.includes(value)) {
      ({ n: total, counts, top } = await this.view(`${name}-${value}`));
      counts[name] = facet.counts;
    } else {
      const cube = isPlain && [...chosen.map(([name]) => name), ...shown].every((name) => m.cube.includes(name)) && await this.cube();
      const codes = (name) => (cube ? cube.columns[name].codes : this.column(name));
      const wanted = [];
      for (const name of shown) {
        const facet = await this.facet(name);
        if (facet) wanted.push({ name, facet, codes: await codes(name), tally: new Uint32Array(sizeOf(facet)) });
      }
      const weights = cube?.weights;
      rows = this.evaluate(await this.tests(chosen, codes), must, wanted, 0, weights?.length ?? m.n, weights);
      total = weights ? rows.reduce((n, at) => n + weights[at], 0) : rows.length;
      for (const { name, facet, tally } of wanted) {
        counts[name] = facet.values.map(() => 0);
        tally.forEach((n, code) => { for (const at of valuesOf(facet, code)) counts[name][at] += n; });
      }
      rows = cube ? null : order ? rows.sort(order) : rows;
    }
    const cards = end <= top.length || total === top.length ? top.slice(start, end).map(this.named, this)
      : await this.cards((rows ?? await this.newest(chosen, end)).slice(start, end));
    return { total, counts, sort, replaced, cards };
  }

  tests(chosen, codes) {
    return Promise.all(chosen.map(async ([name, values]) => ({ name, pass: await this.passing(name, values), codes: this.find(name) ? await codes(name) : [] })));
  }

  // The first `end` hits, newest blocks first, as far as they are needed.
  async newest(chosen, end) {
    let [hits, from, blocks] = [[], 0, 0];
    for (const size of this.m.blocks) {
      if (hits.length >= end) break;
      blocks++;
      hits = hits.concat(this.evaluate(await this.tests(chosen, (name) => this.column(name, blocks)), null, [], from, from += size));
    }
    return hits;
  }
}
