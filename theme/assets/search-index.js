// Sends the requests of the search page to its worker, search-engine.js, which answers them.
const { unspaced } = globalThis.clipfile; // marks.js

const waiting = new Map(); // number of a question → the function that takes its answer
let worker;
let questions = 0;

/** Opens the index in a folder, on first use: a reader who does not search loads nothing. */
export function open(folder, take) {
  if (worker) return;
  worker = new Worker(new URL("search-engine.js", import.meta.url), { type: "module" });
  worker.addEventListener("error", ({ message }) => take({ kind: "failed", why: message }));
  worker.addEventListener("message", ({ data }) => (waiting.get(data.id) ?? take)(data));
  worker.postMessage({ kind: "load", folder });
}

// Scripts without spaces are indexed letter by letter (generator/site/search/spacing.py), so words are phrases there.
const runs = new RegExp(`${unspaced.source}+`, "gu");

/** The query for the index: `text` (null for everything), and the terms by which results are ranked. */
function parse(query) {
  const spaced = query.replace(runs, (run) => [...run].join(" "));
  const phrase = spaced !== query && !query.replace(runs, "").trim();
  const text = phrase ? `"${spaced}"` : spaced || null;
  const quoted = /^\s*".+"\s*$/.test(text ?? "");
  const terms = quoted ? [] : (text ?? "").split(/\s+/).filter((term) => /[\p{L}\p{N}]/u.test(term));
  return { text, terms };
}

/** Asks for a state of the page ({query, sort, filters, from, to}); the function given to `open` gets the answers. */
export function request(turn, { query, sort, filters, from, to }, all) {
  const { text, terms } = parse(query);
  // Without terms to rank by, the newest come first.
  worker.postMessage({ kind: "search", turn, text, terms, order: sort || (terms.length ? "" : "newest"), filters, from, to, all });
}

/** The results of a turn, from one position to another. */
export function results(turn, from, to) {
  const id = (questions += 1);
  return new Promise((resolve) => {
    waiting.set(id, ({ results = [] }) => {
      waiting.delete(id);
      resolve(results);
    });
    worker.postMessage({ kind: "show", id, turn, from, to });
  });
}
