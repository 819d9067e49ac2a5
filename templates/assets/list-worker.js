// The index of a large list, off the thread that draws the page.
import { ListIndex } from "./list-index.js";

let index;
onmessage = async ({ data: { id, call, rest } }) => {
  try {
    if (call === "start") index = new ListIndex(...rest);
    postMessage({ id, value: await index[call](...(call === "start" ? [] : rest)) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
