// What an address asks for (docs/index-format.md, "Meaning of an address").

const forms = { q: /.+/, lieu: /.+/, km: /^([1-9]\d{0,2}|1000)$/, tri: /.+/,
  depuis: /^\d{4}-[01]\d-[0-3]\d$/, bientot: /^1$/ };

// The texts of an address by name, lists for `facets`.
export function fromAddress(search, facets) {
  const given = new URLSearchParams(search);
  const state = { facets: {} };
  for (const name of facets) state.facets[name] = given.getAll(name).join().split(",").filter(Boolean);
  for (const name in forms) state[name] = given.get(name)?.match(forms[name])?.[0] ?? "";
  return state;
}

export const today = () => Math.floor(Date.now() / 864e5 - new Date().getTimezoneOffset() / 1440);

// The same as the index takes it.
export const meaning = (state) => ({ ...state, today: today(), km: +state.km, bientot: state.bientot === "1",
  depuis: (Date.parse(state.depuis) || 0) / 864e5 });
