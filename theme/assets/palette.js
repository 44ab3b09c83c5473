// Runs before the first paint, so that a remembered palette or size of text does not flash and nothing moves when
// the other scripts arrive. Everything else is in clipfile.js and article.js.
document.documentElement.classList.replace("no-js", "js");
// Words of a search will be marked: room is left for saying so.
if (location.hash.startsWith("#q=")) document.documentElement.classList.add("sought");
try {
  for (const name of ["palette", "size"]) {
    const chosen = localStorage.getItem(`clipfile.${name}`);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage may be forbidden; the system's palette is used then.
}
