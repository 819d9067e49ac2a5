// From words to rows: folding, stems, terms and their shards (docs/index-format.md, "Text").

const hidden = /[\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]/gu;
const letters = { œ: "oe", æ: "ae", ß: "ss", ς: "σ" };

export const words = (text) =>
  (text.replace(/[\u{10000}-\u{10FFFF}]/gu, " ").normalize("NFD").replace(hidden, "").toLowerCase()
    .replace(/[œæßς]/g, (it) => letters[it]).match(/[\p{L}\p{N}]+/gu) || []).map((word) => word.slice(0, 32));

const digits = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((digit, value) => {
  digits[digit.charCodeAt(0)] = value;
});
export const digit = (text, at) => digits[text.charCodeAt(at)];

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

const split = (text) => (text ? text.split(" ") : []);

// One letter more, less or other, or two neighbours exchanged.
export function isNear(one, other) {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  return one !== other && (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)));
}

export class ListText {
  // `file` reads a file of the segment, `count` is the number of rows.
  constructor(file, count, shards) {
    Object.assign(this, { file, count, shards });
  }

  async start() {
    if (this.ends) return;
    const { first, stop, ends, min } = await this.file("t-dir");
    this.first = split(first);
    this.stop = new Set(split(stop));
    this.min = min;
    this.ends = split(ends).map((entry) => {
      const [kept, off] = entry.includes("|") ? entry.split("|") : ["", entry];
      return { kept, off, whole: kept + off };
    });
  }

  stem(word) {
    if (/\p{N}/u.test(word)) return word;
    const end = this.ends.find(({ whole, off }) => word.endsWith(whole) && word.length - off.length >= this.min);
    return end ? word.slice(0, word.length - end.off.length) : word;
  }

  terms(text) {
    return words(text).filter((word) => !this.stop.has(word)).map((word) => this.stem(word));
  }

  shardOf(term) {
    let [low, high] = [0, this.first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.first[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Adds the rows of the terms from `from` to `to` to `scores`; says whether there is such a term.
  async add(from, to, scores) {
    const [start, end] = [this.shardOf(from), this.shardOf(to)];
    const shards = [];
    for (let k = start; k <= end && k < this.shards; k++) shards.push(this.file("t-" + k));
    let found = false;
    for (const { t, w, p } of await Promise.all(shards)) {
      const rows = split(p);
      split(t).forEach((term, k) => {
        if (term < from || term > to) return;
        found = true;
        let row = -1;
        for (const value of numbers(rows[k])) {
          row += (value >> 1) + 1;
          scores[row] = Math.max(scores[row], w[k] * (value & 1 ? 4 : 1));
        }
      });
    }
    return found;
  }

  // What would be left of a word whose ending is still being typed.
  unfinished(word) {
    return this.ends.flatMap(({ kept, off }) =>
      Array.from(off.slice(1), (_, k) => word.slice(0, -k - 1))
        .filter((rest) => rest.length >= this.min && word === rest + off.slice(0, word.length - rest.length) && rest.endsWith(kept)));
  }

  async nearest(word) {
    if (word.length < 4) return;
    const { t } = await this.file("fuzzy");
    return split(t).find((known) => isNear(word, words(known).at(-1)));
  }

  // The rows that have every word of `query`, with their scores; 0 = does not have them.
  async find(query) {
    await this.start();
    const wanted = words(query).filter((word) => !this.stop.has(word)).slice(0, 12);
    const total = new Int32Array(this.count);
    const replaced = [];
    for (const [place, word] of wanted.entries()) {
      const scores = new Int32Array(this.count);
      const isLast = place === wanted.length - 1;
      const stem = this.stem(word);
      let found = await this.add(stem, stem, scores);
      if (isLast) {
        found = await this.add(word, word + "\uffff", scores) || found;
        if (!found) for (const rest of this.unfinished(word)) found = await this.add(rest, rest, scores) || found;
      }
      const known = found ? undefined : await this.nearest(word);
      if (known) {
        replaced.push([word, known]);
        const near = this.stem(words(known).at(-1));
        await this.add(near, near, scores);
      }
      for (let row = 0; row < total.length; row++) {
        total[row] = scores[row] && (!place || total[row]) ? total[row] + scores[row] : 0;
      }
    }
    return { scores: wanted.length ? total : null, replaced };
  }
}
