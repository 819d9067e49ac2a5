// From words to rows: folding, stems, terms and their shards (docs/index-format.md, "Text").
import { numbers } from "./list-files.js";

const hidden = /[\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]/gu;
const letters = { œ: "oe", æ: "ae", ß: "ss", ς: "σ" };

export const words = (text) =>
  (text.replace(/[\u{10000}-\u{10FFFF}]/gu, " ").normalize("NFD").replace(hidden, "").toLowerCase()
    .replace(/[œæßς]/g, (it) => letters[it]).match(/[\p{L}\p{N}]+/gu) || []).map((word) => word.slice(0, 32));

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
  constructor(list) {
    this.list = list;
  }

  async start() {
    if (this.ends) return;
    const { first, shards, stop, ends, min } = await this.list.part("text");
    this.first = shards ? ["", ...split(first)] : [];
    this.shards = shards;
    this.stop = new Set(split(stop));
    this.min = min;
    this.ends = split(ends).map((entry) => {
      const [off, kept = ""] = entry.split("|").reverse();
      return { kept, off };
    });
  }

  stem(word) {
    if (/\p{N}/u.test(word)) return word;
    const end = this.ends.find(({ kept, off }) => word.endsWith(kept + off) && word.length - off.length >= this.min);
    return end ? word.slice(0, word.length - end.off.length) : word;
  }

  wanted(text) {
    return words(text).filter((word) => !this.stop.has(word));
  }

  // Adds the rows of the terms from `from` to `to` to `scores`, none weighing more than `most`; returns the weight of the last, 0 if there is none.
  async add(scores, from, to = from, most = Infinity) {
    const { list, first, shards } = this;
    // The newest rows stand apart.
    const parts = list.m.parts.recent ? [list.part("recent")] : [];
    first.forEach((border, k) => {
      if (border <= to && !(first[k + 1] <= from)) parts.push(list.part("t-" + border, shards.slice(k * 6, k * 6 + 6)));
    });
    const found = {};
    for (const { from: start = 0, t, p } of await Promise.all(parts)) {
      const rows = split(p);
      split(t).forEach((term, k) => {
        if (term < from || term > to) return;
        // The oldest row is the last.
        let row = scores.length - start;
        for (const value of numbers(rows[k])) (found["_" + term] ??= []).push([row -= (value >> 1) + 1, value & 1 ? 4 : 1]);
      });
    }
    let weight = 0;
    for (const rows of Object.values(found)) {
      weight = Math.min(most, Math.floor(16 * Math.log2(1 + scores.length / rows.length)));
      for (const [row, times] of rows) scores[row] = Math.max(scores[row], weight * times);
    }
    return weight;
  }

  // What would be left of a word whose ending is still being typed.
  unfinished(word) {
    return this.ends.flatMap(({ kept, off }) =>
      Array.from(off.slice(1), (_, k) => word.slice(0, -k - 1))
        .filter((rest) => rest.length >= this.min && word === rest + off.slice(0, word.length - rest.length) && rest.endsWith(kept)));
  }

  // The rows that have every word of `query`, with their scores; 0 = does not have them.
  async find(query) {
    await this.start();
    const wanted = this.wanted(query).slice(0, 12);
    const total = new Int32Array(this.list.m.n);
    const replaced = [];
    for (const [place, word] of wanted.entries()) {
      const scores = new Int32Array(this.list.m.n);
      const isLast = place === wanted.length - 1;
      let found = await this.add(scores, this.stem(word));
      if (isLast) {
        found = await this.add(scores, word, word + "\uffff", found || Infinity) || found;
        if (!found) for (const rest of this.unfinished(word)) found = await this.add(scores, rest) || found;
      }
      const known = !found && word.length > 3 && split((await this.list.part("fuzzy")).t).find((it) => isNear(word, words(it)[0]));
      if (known) {
        replaced.push([word, known]);
        await this.add(scores, this.stem(words(known)[0]));
      }
      scores.forEach((score, row) => { total[row] = score && (!place || total[row]) && total[row] + score; });
    }
    return { scores: wanted.length && total, replaced };
  }
}
