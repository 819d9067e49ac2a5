// Answers questions about a list from its index (docs/index-format.md). It knows rows, facets, days and points, not what
// they mean. A wish is {facets: {name: [value]}, q, lieu, km, depuis, bientot, tri, today}, with days as numbers.
import { ListText, digit, numbers, words } from "./list-text.js";

const sum = (list) => list.reduce((a, b) => a + b, 0);
const radians = Math.PI / 180000;

export class ListIndex {
  constructor(base, manifest) {
    this.base = base;
    this.files = {};
    this.columns = {};
    this.m = manifest;
  }

  async start() {
    this.m ??= await this.read(this.base + "m.json", "no-cache");
    const { m } = this;
    for (const facet of m.facets) facet.listed = facet.values.length;
    if (m.v !== 1) throw new Error("index of version " + m.v);
    this.text = new ListText((name) => this.part(name), m.n, m.seg.shards);
    this.dead = new Set();
    let row = -1;
    for (const gap of numbers(m.dead)) this.dead.add((row += gap + 1));
    let day = 0;
    this.closing = m.closes.map((gap) => (day += gap));
    this.all = m.mode === "S" ? await this.part("all") : null;
    return m;
  }

  async read(address, cache) {
    const answer = await fetch(address, { cache });
    if (!answer.ok) throw new Error(address + ": " + answer.status);
    return answer.json();
  }

  // Files with a hash in their path never change, and are asked for once; a failure is not kept.
  file(address) {
    this.files[address] ??= this.read(address).catch((error) => {
      delete this.files[address];
      throw error;
    });
    return this.files[address];
  }

  part(name) {
    return this.file(`${this.base}s/${this.m.seg.id}/${name}.json`);
  }

  // A facet with all its values.
  async facet(name) {
    const facet = this.m.facets.find((it) => it.name === name);
    if (!facet || facet.isWhole) return facet;
    if (facet.more || (facet.kind === "many" && !facet.masks)) {
      Object.assign(facet, this.all ? this.all.facets[name] : await this.part("f-" + name));
    }
    facet.isWhole = true;
    return facet;
  }

  // The codes of a column, of the first `blocks` blocks at least.
  async column(name, blocks = this.m.seg.blocks.length) {
    const column = (this.columns[name] ??= { codes: new Uint32Array(this.m.n), blocks: 0, end: 0 });
    const missing = [];
    for (let block = column.blocks; block < blocks; block++) {
      missing.push(this.all ? this.all.cols[name] : this.part(`col-${name}-${block}`).then(({ p }) => p));
    }
    const parts = await Promise.all(missing);
    parts.slice(Math.max(0, column.blocks + parts.length - blocks)).forEach((planes) => {
      for (let row = 0; row < planes[0].length; row++) {
        let code = 0;
        for (const plane of planes) code = code * 64 + digit(plane, row);
        column.codes[column.end + row] = code;
      }
      column.end += planes[0].length;
      column.blocks++;
    });
    return column.codes;
  }

  // Which codes pass when `chosen` values are wanted.
  async passing(name, chosen) {
    let facet = this.m.facets.find((it) => it.name === name);
    if (!facet) return new Uint8Array(1);
    if (facet.kind === "many" || chosen.some((value) => !facet.values.includes(value))) facet = await this.facet(name);
    const wanted = chosen.map((value) => facet.values.indexOf(value)).filter((at) => at >= 0);
    const size = facet.kind === "many" ? facet.masks.length : facet.values.length + (facet.isWhole ? 0 : facet.more || 0);
    const pass = new Uint8Array(size + 1);
    for (let code = 1; code <= size; code++) {
      pass[code] = wanted.some((at) =>
        facet.kind === "many" ? facet.masks[code - 1].includes(at) : facet.kind === "one" ? at === code - 1 : code > at);
    }
    return pass;
  }

  // From rows by code to rows by value.
  async byValue(name, tally) {
    const facet = await this.facet(name);
    return facet.values.map((_, at) => {
      if (facet.kind === "one") return tally[at + 1];
      if (facet.kind === "floor") return sum(tally.slice(at + 1));
      return sum(facet.masks.map((mask, k) => (mask.includes(at) ? tally[k + 1] : 0)));
    });
  }

  places() {
    return this.file(this.m.places);
  }

  async towns(typed, limit = 8) {
    const table = await this.places();
    const start = " " + words(typed).join(" ");
    this.names ??= table.names.map((name) => " " + words(name).join(" "));
    const keys = table.keys.split(" ");
    return this.names.flatMap((name, at) => (start > " " && name.includes(start) ? [at] : []))
      .sort((a, b) => table.rank[a] - table.rank[b] || a - b).slice(0, limit)
      .map((at) => ({ key: keys[at], name: table.names[at], area: table.areas[at] }));
  }

  async town(key) {
    const table = await this.places();
    const at = table.keys.split(" ").indexOf(key);
    return at < 0 ? null : { key, name: table.names[at], lat: table.lat[at], lon: table.lon[at] };
  }

  // Metres from a town, for each row; Infinity where a row has no point.
  async distances(town) {
    const { lat, lon, masks = [] } = this.all ? this.all.points : await this.part("points");
    const codes = await this.column("lieu");
    const metres = lat.map((y, k) => {
      const h = Math.sin((y - town.lat) * radians / 2) ** 2 +
        Math.cos(town.lat * radians) * Math.cos(y * radians) * Math.sin((lon[k] - town.lon) * radians / 2) ** 2;
      return Math.floor(2 * 6371000 * Math.asin(Math.min(1, Math.sqrt(h))) + 0.5);
    });
    const byCode = [Infinity, ...metres, ...masks.map((mask) => Math.min(...mask.map((k) => metres[k])))];
    return Float64Array.from(codes, (code) => byCode[code]);
  }

  // How many rows were published on `day` or later: they are the first.
  newer(day) {
    let [at, rows] = [this.m.days[0], 0];
    for (let k = 1; k < this.m.days.length && at >= day; k += 2) {
      rows += this.m.days[k];
      at -= this.m.days[k + 1];
    }
    return rows;
  }

  // What rows must be besides passing the facets, and how they are sorted.
  async musts(wish) {
    const { n } = this.m;
    const isStale = this.closing.length > 0 && this.closing[0] < wish.today;
    const [{ scores, replaced }, town] = await Promise.all([
      wish.q ? this.text.find(wish.q) : { replaced: [] }, wish.lieu ? this.town(wish.lieu) : null]);
    const metres = town && (wish.km || wish.tri === "distance") ? await this.distances(town) : null;
    const limit = wish.km >= 1 && wish.km <= 1000 ? wish.km * 1000 : Infinity;
    const sort = wish.tri === "cloture" ? "cloture" : wish.tri === "distance" && metres ? "distance"
      : scores && wish.tri !== "date" ? "pertinence" : "date";
    const closes = isStale || wish.bientot || sort === "cloture" ? await this.column("closes") : null;
    const day = (row) => (closes[row] ? this.closing[closes[row] - 1] : Infinity);
    const end = wish.depuis ? this.newer(wish.depuis) : n;
    const isPlain = !scores && !(metres && limit < Infinity) && !isStale && !wish.bientot && end === n && !this.dead.size;
    let must = null;
    if (!isPlain) {
      must = new Uint8Array(n);
      for (let row = 0; row < end; row++) {
        must[row] = !this.dead.has(row) && (!scores || scores[row] > 0) && (!metres || limit === Infinity || metres[row] <= limit) &&
          (!closes || (!(day(row) < wish.today) && (!wish.bientot || day(row) <= wish.today + 7)));
      }
    }
    // Infinity - Infinity is no number, and rows without a day or a point are equal.
    const by = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
    const order = { pertinence: (a, b) => scores[b] - scores[a], cloture: (a, b) => by(day(a), day(b)),
      distance: (a, b) => by(metres[a], metres[b]) }[sort];
    return { must, order, sort, replaced };
  }

  // One pass: a row that fails no facet is a hit, one that fails a single facet counts in that one only.
  evaluate(tests, must, wanted, start, end, weights) {
    const hits = [];
    for (let row = start; row < end; row++) {
      if (must && !must[row]) continue;
      let failed = 0;
      let at;
      for (const test of tests) {
        if (!test.pass[test.codes[row]]) {
          if (failed++) break;
          at = test.name;
        }
      }
      if (failed > 1) continue;
      if (!failed) hits.push(row);
      for (const { name, tally, codes } of wanted) if (!failed || name === at) tally[codes[row]] += weights ? weights[row] : 1;
    }
    return hits;
  }

  // Combinations of codes with the number of their rows, in place of the rows.
  async cube() {
    const { k, c } = await this.file(`${this.base}v/${this.m.views}/cube.json`);
    const gaps = numbers(k);
    const columns = {};
    for (const name of [...this.m.cube].reverse()) {
      const { kind, masks, values } = await this.facet(name);
      columns[name] = { codes: new Uint32Array(gaps.length), size: (kind === "many" ? masks : values).length + 1 };
    }
    let key = -1;
    gaps.forEach((gap, at) => {
      let rest = (key += gap + 1);
      for (const { codes, size } of Object.values(columns)) {
        codes[at] = rest % size;
        rest = Math.floor(rest / size);
      }
    });
    return { columns, weights: numbers(c) };
  }

  // How many rows a wish finds, for each facet of `shown` how many each value would give, and the cards from `start` to `end`.
  async select(wish, shown = [], start = 0, end = 0) {
    const { m } = this;
    const known = (name) => m.facets.find((it) => it.name === name);
    const chosen = Object.fromEntries(Object.entries(wish.facets).filter(([, values]) => values.length));
    const names = Object.keys(chosen);
    const { must, order, sort, replaced } = await this.musts(wish);
    const plan = { names, chosen, hits: [], blocks: 0 };
    const isPlain = !must && !order && !this.all && !shown.some((name) => known(name)?.isWhole && known(name).more);
    const [name] = names;
    let total;
    let counts = {};
    if (isPlain && !name) {
      total = m.n;
      for (const { name, counts: all } of m.facets) counts[name] = all;
    } else if (isPlain && !names[1] && !chosen[name][1] && known(name)?.values.slice(0, known(name).listed).includes(chosen[name][0])) {
      ({ n: total, counts, top: plan.top } = await this.file(`${this.base}v/${m.views}/${name}-${chosen[name][0]}.json`));
    } else {
      const cube = isPlain && names.concat(shown).every((name) => m.cube.includes(name)) && await this.cube();
      const codes = (name) => (cube ? cube.columns[name].codes : known(name) ? this.column(name) : new Uint8Array(m.n));
      const wanted = await Promise.all(shown.filter(known).map(async (name) => {
        const { kind, masks, values } = await this.facet(name);
        return { name, codes: await codes(name), tally: new Uint32Array((kind === "many" ? masks : values).length + 1) };
      }));
      const hits = this.evaluate(await this.tests(plan, codes), must, wanted, 0, cube ? cube.weights.length : m.n, cube?.weights);
      total = cube ? sum(hits.map((at) => cube.weights[at])) : hits.length;
      for (const { name, tally } of wanted) counts[name] = await this.byValue(name, tally);
      if (!cube) plan.all = order ? hits.sort((a, b) => order(a, b) || a - b) : hits;
    }
    return { total, counts, sort, replaced, cards: await this.cards(plan, start, end) };
  }

  tests({ names, chosen }, codes) {
    return Promise.all(names.map(async (name) => ({ name, pass: await this.passing(name, chosen[name]), codes: await codes(name) })));
  }

  // The hits of a plan from `start` to `end`, newest blocks first, as far as they are needed.
  async hits(plan, start, end) {
    const { n, seg: { blocks } } = this.m;
    if (plan.all) return plan.all.slice(start, end);
    if (!plan.names.length) return [...Array(n).keys()].slice(start, end);
    for (let from = 0; plan.hits.length < end && from < n; from += blocks[plan.blocks++]) {
      const tests = await this.tests(plan, (name) => this.column(name, plan.blocks + 1));
      plan.hits.push(...this.evaluate(tests, null, [], from, from + blocks[plan.blocks]));
    }
    return plan.hits.slice(start, end);
  }

  // The cards of those hits, as the index names their cells.
  async cards(plan, start, end) {
    const { m, all } = this;
    const named = (cells) => Object.fromEntries(m.cells.map((name, k) => [name, cells[k]]));
    if (plan.top && (end <= plan.top.length || plan.top.length < 20)) return plan.top.slice(start, end).map(named);
    const rows = start < end ? await this.hits(plan, start, end) : [];
    const card = async (row) => (all ? all.cards[row] : (await this.part("card-" + Math.floor(row / m.seg.card)))[row % m.seg.card]);
    return (await Promise.all(rows.map(card))).map(named);
  }
}
