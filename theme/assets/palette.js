// Runs before the first paint, so that the page does not flash or move when a remembered palette or text size is
// applied. Everything else is in clipfile.js and article.js.
document.documentElement.classList.replace("no-js", "js");
// Reserves space for the note about marked search words.
if (location.hash.startsWith("#q=")) document.documentElement.classList.add("sought");
try {
  for (const [name, valid] of [["palette", /^(dark|light)$/], ["size", /^(-1|[0-4])$/]]) {
    const chosen = localStorage.getItem(`clipfile.${name}`);
    // What is stored may be damaged, or of another program at the same address.
    if (valid.test(chosen)) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage may be forbidden. The page then uses the system's palette.
}
