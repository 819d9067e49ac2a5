// The files of an index, each asked for once and only when it is needed.

// The value of a digit: A–Z a–z 0–9 + /, as in base 64.
function digit(text, at) {
  const code = text.charCodeAt(at);
  return code > 96 ? code - 71 : code > 64 ? code - 65 : code > 47 ? code + 4 : code > 43 ? 63 : 62;
}

export function numbers(text) {
  const found = [];
  for (let at = 0, value = 0, shift = 0; at < text.length; at++) {
    const bits = digit(text, at);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits < 32) {
      found.push(value);
      value = shift = 0;
    }
  }
  return found;
}

export class ListFiles {
  constructor(base, m) {
    Object.assign(this, { base, m, files: {}, columns: {} });
  }

  async start() {
    const m = (this.m ??= await this.read(this.base + "m.json", "no-cache"));
    if (m.v !== 1) throw new Error("index of version " + m.v);
    for (const facet of m.facets) facet.listed = facet.values.length;
    let row = -1;
    this.dead = new Set(numbers(m.dead).map((gap) => (row += gap + 1)));
    let day = 0;
    this.closing = m.closes.map((gap) => (day += gap));
    // A short list has one file in place of many.
    if (m.mode === "S") this.parts = await this.part("all");
  }

  async read(address, cache) {
    const answer = await fetch(address, { cache });
    if (!answer.ok) throw new Error(address + ": " + answer.status);
    return answer.json();
  }

  // Files with a hash in their path never change; a failure is not kept.
  file(address) {
    return (this.files[address] ??= this.read(address).catch((error) => {
      delete this.files[address];
      throw error;
    }));
  }

  part(name) {
    return this.parts?.[name] ?? this.file(`${this.base}s/${this.m.seg.id}/${name}.json`);
  }

  view(name) {
    return this.file(`${this.base}v/${this.m.views}/${name}.json`);
  }

  find(name) {
    return this.m.facets.find((it) => it.name === name);
  }

  // A facet with all its values.
  async facet(name) {
    const facet = this.find(name);
    if (facet && (facet.more || (facet.kind === "many" && !facet.masks))) Object.assign(facet, await this.part("f-" + name), { more: 0 });
    return facet;
  }

  // The codes of a column, of the first `blocks` blocks at least.
  async column(name, blocks = this.m.seg.blocks.length) {
    const column = (this.columns[name] ??= { codes: new Uint32Array(this.m.n), blocks: 0, end: 0 });
    const parts = await Promise.all(Array.from({ length: blocks }, (_, block) => this.part(`col-${name}-${block}`)));
    for (const { p } of parts.slice(column.blocks)) {
      for (let at = 0; at < p[0].length; at++) {
        let code = 0;
        for (const plane of p) code = code * 64 + digit(plane, at);
        column.codes[column.end++] = code;
      }
      column.blocks++;
    }
    return column.codes;
  }

  // The cards of rows, by the names of their cells.
  cards(rows) {
    const { card } = this.m.seg;
    return Promise.all(rows.map(async (row) => this.named((await this.part("card-" + Math.floor(row / card)))[row % card])));
  }

  named(cells) {
    return Object.fromEntries(this.m.cells.map((name, k) => [name, cells[k]]));
  }
}
