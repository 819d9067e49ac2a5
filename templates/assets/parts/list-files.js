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

// The newest row is the last of a block.
export const codesOf = ({ p, first = 1 }) => Array.from(p[0], (_, at) => {
  let code = 0;
  for (const plane of p) code = code * 64 + digit(plane, at);
  return code && code + first - 1;
}).reverse();

export class ListFiles {
  constructor(base, m) {
    Object.assign(this, { base, m, files: {} });
  }

  async start() {
    const m = (this.m ??= await this.read(this.base + "m.json", 3));
    for (const facet of m.facets) facet.listed = facet.values;
    // A short list has one file in place of many.
    if (m.mode === "S") this.parts = await this.part("all");
  }

  // Files that keep their names say of which version they are; those with a hash in theirs never change.
  async read(address, version) {
    const answer = await fetch(address, version && { cache: "no-cache" });
    if (!answer.ok) throw Error(address + ": " + answer.status);
    const found = await answer.json();
    if (version && found.v !== version) throw Error(address + ": " + found.v);
    return found;
  }

  // A failure is not kept.
  file(address, version) {
    return (this.files[address] ??= this.read(address, version).catch((error) => {
      delete this.files[address];
      throw error;
    }));
  }

  part(name, hash = this.m.parts[name]) {
    return this.parts?.[name] ?? this.file(`${this.base}s/${name}-${hash}.json`);
  }

  // One of a later build may count other values.
  view(name) {
    return this.file(`${this.base}v/${name}.json`, this.m.views);
  }

  find(name) {
    return this.m.facets.find((it) => it.name === name);
  }

  // A facet with all its values.
  async facet(name) {
    const facet = this.find(name);
    if (facet?.more >= 0) Object.assign(facet, await this.part("f-" + name), { more: -1 });
    return facet;
  }

  // The parts of a column, of the newest `blocks` blocks, or of all.
  blocks(name, blocks) {
    const { length } = this.m.blocks;
    return Promise.all(this.m.blocks.slice(0, blocks).map(async (_, k) => {
      const block = length - 1 - k;
      const { cols } = await this.part("block-" + block);
      return this.part(`col-${name}-${block}`, cols[name]);
    }));
  }

  // The codes of a column, or its days.
  async column(name, blocks) {
    return (await this.blocks(name, blocks)).flatMap((part) => (part.codes ??= codesOf(part)));
  }

  // The cards of rows, by the names of their cells.
  cards(rows) {
    const { blocks, card } = this.m;
    return Promise.all(rows.map(async (row) => {
      let k = 0;
      while (row >= blocks[k]) row -= blocks[k++];
      const at = blocks[k] - 1 - row;
      const block = blocks.length - 1 - k;
      const { cards } = await this.part("block-" + block);
      const file = Math.floor(at / card);
      // Four files have one hash.
      const hash = (file >> 2) * 6;
      return this.named((await this.part(`card-${block}-${file}`, cards.slice(hash, hash + 6)))[at % card]);
    }));
  }

  named(cells) {
    return Object.fromEntries(this.m.cells.map((name, k) => [name, cells[k]]));
  }
}
