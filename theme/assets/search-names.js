// The archive's own names: the pages that a query may mean, and the nearest spellings for a query without results.
// They are in small files by their first letters; generator/outputs/data/names.py describes and writes them.
const { plain } = globalThis.clipfile; // marks.js

const MOST = 5; // offers at once
const files = new Map();

const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** A file below data/names, loaded once; null where it cannot be read. */
function load(base, name) {
  const address = new URL(`${name}.json`, base).href;
  if (!files.has(address)) {
    files.set(address, fetch(address).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null));
  }
  return files.get(address);
}

const codes = (text) => [...text].map((letter) => letter.codePointAt(0).toString(16)).join("-");

/** The names in the files along a word's letters, those with the longest common beginning last. */
async function along(base, word) {
  const letters = [...word];
  const first = await load(base, "index");
  const found = [];
  let open = first ?? "";
  for (let length = 1; length <= letters.length && open.includes(letters[length - 1]); length += 1) {
    const file = await load(base, codes(letters.slice(0, length).join("")));
    found.push(...(file?.names ?? []));
    open = file?.next ?? "";
  }
  return found.map(([name, url, count, form]) => ({ name, url, count, form: form ?? name }));
}

/** The best of several offers, each page once. */
function best(offers) {
  const pages = new Map();
  for (const one of offers.sort((a, b) => a.cost - b.cost || b.count - a.count)) {
    if (!pages.has(one.url)) pages.set(one.url, one);
  }
  return [...pages.values()].slice(0, MOST);
}

/** Pages with a name that has, for each word of the query, a word that begins with it; whole names first. */
export async function named(base, query) {
  const wanted = wordsOf(query);
  const longest = wanted.toSorted((a, b) => b.length - a.length)[0] ?? "";
  if (longest.length < 2) return [];
  const whole = wanted.join(" ");
  const fits = (form) => wanted.every((word) => form.some((one) => one.startsWith(word)));
  return best(
    (await along(base, longest))
      .map((one) => ({ ...one, words: wordsOf(one.form) }))
      .filter(({ words }) => fits(words))
      .map((one) => ({ ...one, cost: one.words.join(" ") === whole ? 0 : one.words.length })),
  );
}

/** The number of letters to change, add, remove or swap to turn one word into another. */
export function distance(one, other) {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j += 1) {
      const change = rows[i - 1][j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swap = swapped ? rows[i - 2][j - 2] + 1 : Infinity;
      rows[i].push(Math.min(change, swap, rows[i - 1][j] + 1, rows[i][j - 1] + 1));
    }
  }
  return rows[one.length][other.length];
}

/** Pages with a name that has a word spelt nearly like one of the query. */
export async function nearest(base, query) {
  const offers = [];
  for (const word of wordsOf(query).filter((one) => one.length > 2)) {
    const allowed = word.length < 6 ? 1 : 2;
    // The mistake may be in the first letters: also try these two swapped, and the word without its first.
    const beginnings = new Set([word, word[1] + word[0] + word.slice(2), word.slice(1)]);
    const near = (await Promise.all([...beginnings].map((one) => along(base, one)))).flat();
    for (const one of near) {
      const cost = Math.min(...wordsOf(one.form).map((other) => distance(word, other)));
      if (cost <= allowed) offers.push({ ...one, cost });
    }
  }
  return best(offers);
}
