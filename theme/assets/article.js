// The tools of an article page: text size, sharing, marking words, copying and saving citations.
(() => {
  const { mark, unmark } = globalThis.clipfile;
  const root = document.documentElement;
  const article = document.querySelector(".cf-article");
  const tools = document.querySelector(".cf-tools");
  const words = tools.dataset;
  const status = tools.querySelector("[role=status]");
  const clear = tools.querySelector("[data-clear]");

  // --- Text size; palette.js applies it to the next page before it is painted ---

  const [LEAST, MOST] = [-1, 4];
  for (const button of tools.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      const size = Math.min(MOST, Math.max(LEAST, (Number(root.dataset.size) || 0) + Number(button.dataset.step)));
      root.dataset.size = size;
      try {
        localStorage.setItem("clipfile.size", size);
      } catch {
        // Storage may be forbidden. The choice then applies to this page only.
      }
    });
  }

  // --- Sharing, with the browser's own dialogue ---

  // The published address of the page, not that of the copy being read.
  const address = () => document.querySelector("link[rel=canonical], a.cf-permalink").href;

  async function copy(button, text) {
    const { textContent } = button;
    await navigator.clipboard.writeText(text);
    button.textContent = words.copied;
    setTimeout(() => (button.textContent = textContent), 2000);
  }

  const link = tools.querySelector("[data-link]");
  link.hidden = !navigator.clipboard;
  link.addEventListener("click", () => copy(link, address()));

  const share = tools.querySelector("[data-share]");
  share.hidden = !navigator.share;
  share.addEventListener("click", () => {
    // Cancelling is not an error.
    navigator.share({ title: document.title, url: address() }).catch(() => {});
  });

  // --- Citations: a button that copies each, and one that saves those which reference managers read ---

  const FILES = {
    bibtex: ["bib", "application/x-bibtex"],
    ris: ["ris", "application/x-research-info-systems"],
    csl: ["json", "application/vnd.citationstyles.csl+json"],
  };

  function button(label, name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.setAttribute("aria-label", `${label} ${name}`);
    made.addEventListener("click", () => act(made));
    return made;
  }

  function save(text, name, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const sheet = document.querySelector(".cf-cite");
  for (const style of sheet?.querySelectorAll(".cf-style") ?? []) {
    const text = style.querySelector("pre");
    const name = text.getAttribute("aria-label");
    const [ending, type] = FILES[style.dataset.style] ?? [];
    if (ending) {
      const file = `${sheet.dataset.name}.${ending}`;
      text.before(button(`${sheet.dataset.download} .${ending}`, name, () => save(`${text.textContent}\n`, file, type)));
    }
    if (navigator.clipboard) {
      text.before(button(sheet.dataset.copy, name, (made) => copy(made, text.textContent)));
    }
  }

  // --- The way back to the results from which the reader came, with their filters ---

  // Nobody searches for more words than this; an address may hold millions.
  const [LONGEST, MANY] = [2000, 50];
  const query = new URLSearchParams(location.hash.slice(1, LONGEST)).get("q");
  const results = document.querySelector("[data-results]");
  if (query && results) {
    const page = new URL(results.getAttribute("href"), document.baseURI);
    const came = document.referrer.startsWith(page.href) && document.referrer !== page.href;
    results.href = came ? document.referrer : `${page.href}?${new URLSearchParams({ q: query })}`;
  }

  // --- How much of a long text has been read; most browsers do this with the style sheet alone ---

  const long = document.querySelector(".cf-body--long");
  if (long && !CSS.supports("animation-timeline: view()")) {
    const read = () => {
      const { top, height } = long.getBoundingClientRect();
      long.style.setProperty("--read", Math.min(1, Math.max(0, -top / Math.max(1, height - innerHeight))));
    };
    addEventListener("scroll", read, { passive: true });
    read();
  }

  // --- Words marked in the text ---

  const plural = new Intl.PluralRules(words.language);

  function show(phrases, options) {
    const ranges = mark(article, phrases, options);
    const form = `marks${plural.select(ranges.length).replace(/^./, (letter) => letter.toUpperCase())}`;
    const text = ranges.length ? (words[form] ?? words.marksOther).replace("{n}", ranges.length) : words.marksNone;
    for (const place of document.querySelectorAll("[data-marks]")) place.textContent = text;
    clear.hidden = !ranges.length;
    return ranges;
  }

  clear.addEventListener("click", () => {
    unmark();
    clear.hidden = true;
    for (const place of document.querySelectorAll("[data-marks]")) place.textContent = "";
    tools.querySelector("button").focus();
  });

  // Marks the words of the search that led here; the search page adds them after "#q=".
  if (query) show([...new Set(query.match(/[\p{L}\p{N}\p{M}]+/gu))].slice(0, MANY));

  // The evidence for a field: its words are marked while its name has the focus, and a click scrolls to the first mark.
  function phrases(row) {
    const quoted = row.querySelector("[data-words]").textContent.replace(/…$/, "").split("; ");
    // Evidence for topics has the name of the topic before the words: "Treaties: treaty, signed".
    return row.dataset.field === "topics" ? quoted.flatMap((topic) => topic.replace(/^[^:]*: /, "").split(", ")) : quoted;
  }

  for (const row of document.querySelectorAll(".cf-know tr[data-field]")) {
    const head = row.querySelector("th");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = words.markWords.replace("{name}", head.textContent);
    button.addEventListener("focus", () => show(phrases(row)));
    button.addEventListener("click", () => {
      const [first] = show(phrases(row));
      first?.startContainer.parentElement.scrollIntoView({ block: "center" });
    });
    head.replaceChildren(button);
  }
})();
