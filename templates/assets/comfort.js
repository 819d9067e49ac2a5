// Puts the reader's display choices on <html> before the first paint. Kept on this device only.
try {
  const kept = JSON.parse(localStorage.getItem("comfort")) || {};
  for (const name of ["text", "contrast", "theme", "density"]) {
    if (kept[name]) document.documentElement.dataset[name] = kept[name];
  }
} catch {}
