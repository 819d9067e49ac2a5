// The part of the page that a script improves, and new parts for it.
export const root = document.querySelector("[data-board], [data-saved]");
export const find = (selector, scope = root) => scope.querySelector(selector);
export const every = (selector, scope = root) => [...scope.querySelectorAll(selector)];

export function make(tag, values, ...children) {
  const node = Object.assign(document.createElement(tag), values);
  node.append(...children);
  return node;
}
