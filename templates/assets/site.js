// Improves pages that are complete without it. No request, no cookie.

const html = document.documentElement;
const choices = ["text", "contrast", "theme", "density"];

// Display: show the choices kept by comfort.js, then keep each new one on this device.
for (const radio of document.querySelectorAll(".comfort input")) {
  radio.checked = radio.value === (html.dataset[radio.name] || "");
  radio.addEventListener("change", () => {
    if (radio.value) html.dataset[radio.name] = radio.value;
    else delete html.dataset[radio.name];
    try {
      localStorage.setItem("comfort", JSON.stringify(Object.fromEntries(
        choices.map((name) => [name, html.dataset[name]]))));
    } catch {}
  });
}

// One menu at a time; Escape closes it and gives the focus back.
const menus = [...document.querySelectorAll(".menu")];
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus.filter((menu) => menu.open)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// An offer closes on time, even on a page built before its last day.
function close(scope) {
  if (!(Date.now() > Date.parse(scope.dataset.closes))) return false;
  for (const part of scope.querySelectorAll("[data-open], [data-closed]")) {
    if (part.closest("[data-closes]") === scope) part.hidden = "open" in part.dataset;
  }
  return true;
}
export function watchClosing(scope) {
  if (!("closes" in scope.dataset)) return;
  close(scope);
  scope.addEventListener("click", (event) => {
    if (event.target.closest("[data-open] a.btn") && close(scope)) event.preventDefault();
  });
}
document.querySelectorAll("[data-closes]").forEach(watchClosing);

for (const part of document.querySelectorAll("[data-print]")) {
  part.hidden = false;
  part.addEventListener("click", () => print());
}
