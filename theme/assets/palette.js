// Runs before the first paint, so that a remembered palette does not flash and nothing moves when the other
// scripts arrive. Everything else is in clipfile.js.
document.documentElement.classList.replace("no-js", "js");
try {
  const palette = localStorage.getItem("clipfile.palette");
  if (palette) document.documentElement.dataset.palette = palette;
} catch {
  // Storage may be forbidden; the system's palette is used then.
}
