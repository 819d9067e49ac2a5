// Towns and distances. The table of towns and the points of all rows are loaded whole: no request says where somebody looks.
import { codesOf, ListFiles } from "./list-files.js";
import { words } from "./list-text.js";

export class ListPlaces extends ListFiles {
  async towns(typed) {
    const { keys, names, areas, rank } = await this.file(this.m.places);
    const start = " " + words(typed).join(" ");
    this.names ??= names.map((name) => " " + words(name).join(" "));
    return this.names.flatMap((name, at) => (start > " " && name.includes(start) ? [at] : []))
      .sort((a, b) => rank[a] - rank[b] || a - b).slice(0, 8)
      .map((at) => ({ key: keys.split(" ")[at], name: names[at], area: areas[at] }));
  }

  async town(key) {
    const { keys, names, lat, lon } = await this.file(this.m.places);
    const at = keys.split(" ").indexOf(key);
    return at < 0 ? null : { key, name: names[at], lat: lat[at], lon: lon[at] };
  }

  // Metres from a town, for each row; Infinity where a row has no point.
  async distances(town) {
    const radians = Math.PI / 180000;
    return (await this.blocks("lieu")).flatMap(({ lat, lon, masks = [], p }) => {
      const metres = lat.map((y, k) => {
        const h = Math.sin((y - town.lat) * radians / 2) ** 2 +
          Math.cos(town.lat * radians) * Math.cos(y * radians) * Math.sin((lon[k] - town.lon) * radians / 2) ** 2;
        return Math.floor(2 * 6371000 * Math.asin(Math.min(1, Math.sqrt(h))) + 0.5);
      });
      const byCode = [Infinity, ...metres, ...masks.map((mask) => Math.min(...mask.map((k) => metres[k])))];
      return codesOf({ p }).map((code) => byCode[code]);
    });
  }
}
