// What must be known before the first paint: that scripts run, that the address asks for something, and the reader's display
// choices, kept on this device only.
const html = document.documentElement;
if ("noModule" in document.createElement("script")) {
  html.dataset.scripts = "";
  if (location.search) html.dataset.asked = "";
}
try {
  const kept = JSON.parse(localStorage.getItem("comfort")) || {};
  for (const name of ["text", "contrast", "theme", "density"]) {
    if (kept[name]) html.dataset[name] = kept[name];
  }
} catch {}
