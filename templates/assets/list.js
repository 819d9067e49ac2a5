// A list that answers questions: here, or in a worker if it is large. This file is the worker too.
import { ListIndex } from "./parts/list-index.js";
import { townField } from "./parts/towns.js";

export { townField };

export async function openList(base) {
  const index = new ListIndex(new URL(base, location.href).href);
  await index.start();
  return index.m.mode === "S" ? index : inWorker(index).catch(() => index);
}

async function inWorker({ base, m }) {
  const worker = new Worker(import.meta.url, { type: "module" });
  const waiting = [];
  worker.onmessage = ({ data: { id, value, error } }) => waiting[id][error ? 1 : 0](error ?? value);
  const ask = (call) => (...rest) => new Promise((...ends) => {
    worker.onerror = ends[1];
    worker.postMessage({ id: waiting.push(ends) - 1, call, rest });
  });
  await ask("start")(base, m);
  return { m, select: ask("select"), facet: ask("facet"), town: ask("town"), towns: ask("towns") };
}

if (!globalThis.document) {
  let index;
  onmessage = async ({ data: { id, call, rest } }) => {
    try {
      index ??= new ListIndex(...rest);
      postMessage({ id, value: await index[call](...rest) });
    } catch (error) {
      postMessage({ id, error: String(error) });
    }
  };
}
