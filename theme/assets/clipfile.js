// The script of every page: the palette and the "/" key. Pages work without it.
(() => {
  const root = document.documentElement;

  // The page uses the system's palette until the reader chooses another.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const toggle = document.querySelector(".cf-palette");
  const current = () => root.dataset.palette || (dark.matches ? "dark" : "light");
  const show = () => toggle.setAttribute("aria-pressed", String(current() === "dark"));

  function choose() {
    root.dataset.palette = current() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("clipfile.palette", root.dataset.palette);
    } catch {
      // Storage may be forbidden. The choice then applies to this page only.
    }
    show();
  }

  if (toggle) {
    toggle.addEventListener("click", choose);
    dark.addEventListener("change", show);
    show();
  }

  // "/" goes to the search box, unless the reader is writing.
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector("[data-search-box]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // Suggestions are loaded when a reader enters the search box of a page.
  const { src } = document.currentScript;
  if (location.protocol !== "file:") {
    document.querySelector(".cf-find")?.addEventListener("focusin", () => import(new URL("suggest.js", src)), { once: true });
  }

  // If the site's address is unknown at build time, the browser completes the links whose text is their address.
  for (const link of document.querySelectorAll("a.cf-permalink")) {
    if (!link.textContent.includes("://")) link.textContent = decodeURI(link.href);
  }

  // The page was opened from a disk: no server answers a folder with its index page, and search does not work.
  if (location.protocol === "file:") {
    root.classList.add("offline");
    for (const link of document.querySelectorAll("a[href], form[action]")) {
      const key = link.hasAttribute("href") ? "href" : "action";
      const address = new URL(link.getAttribute(key), document.baseURI);
      if (address.protocol === "file:" && address.pathname.endsWith("/")) {
        address.pathname += "index.html";
        link.setAttribute(key, address.href);
      }
    }
  }
})();
