// The archive's own names: pages that a query may mean, and the nearest spellings for a query without results. The names
// are in small files by their first letters, which generator/outputs/data/names.py describes and writes.
const { plain } = globalThis.clipfile; // marks.js

const MOST = 5; // pages offered at once
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
async function namesAlong(base, word) {
  const letters = [...word];
  const first = await load(base, "index");
  const names = [];
  let next = first ?? "";
  for (let length = 1; length <= letters.length && next.includes(letters[length - 1]); length += 1) {
    const file = await load(base, codes(letters.slice(0, length).join("")));
    names.push(...(file?.names ?? []));
    next = file?.next ?? "";
  }
  return names.map(([name, url, count, form]) => ({ name, url, count, form: form ?? name }));
}

/** The best of several offers, each page once. */
function best(offers) {
  const pages = new Map();
  for (const offer of offers.sort((a, b) => a.cost - b.cost || b.count - a.count)) {
    if (!pages.has(offer.url)) pages.set(offer.url, offer);
  }
  return [...pages.values()].slice(0, MOST);
}

/** Pages whose name has, for each word of the query, a word that begins with it; exact matches first. */
export async function matchingNames(base, query) {
  const wanted = wordsOf(query);
  const longest = wanted.toSorted((a, b) => b.length - a.length)[0] ?? "";
  if (longest.length < 2) return [];
  const whole = wanted.join(" ");
  const fits = (form) => wanted.every((word) => form.some((part) => part.startsWith(word)));
  return best(
    (await namesAlong(base, longest))
      .map((name) => ({ ...name, words: wordsOf(name.form) }))
      .filter(({ words }) => fits(words))
      .map((name) => ({ ...name, cost: name.words.join(" ") === whole ? 0 : name.words.length })),
  );
}

/** The year or month that a query is, if the archive has articles of it: "1987", "1987-06", "June 1987". */
export function dateOffers(query, months, language) {
  const [, year] = /(?:^|\D)(\d{4})(?:\D|$)/.exec(query) ?? [];
  if (!year) return [];
  const rest = plain(query.replace(year, "")).match(/[\p{L}\p{N}]+/gu) ?? [];
  const number = rest.length ? monthOf(rest.join(" "), language) : 0;
  if (number === null) return [];
  const month = number ? `${year}-${`${number}`.padStart(2, "0")}` : year;
  const count = months.reduce((sum, [name, articles]) => sum + (name.startsWith(month) ? articles : 0), 0);
  if (!count) return [];
  const format = new Intl.DateTimeFormat(language, { year: "numeric", ...(number ? { month: "long" } : {}), timeZone: "UTC" });
  const name = number ? format.format(new Date(`${month}-01T00:00:00Z`)) : year;
  return [{ name, url: `dates/${month.replace("-", "/")}/`, count }];
}

/** The number of a month from its number or its name in a language or in English; null if it is none. */
function monthOf(text, language) {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : null;
  for (const tongue of new Set([language, "en"])) {
    for (const style of ["long", "short"]) {
      const names = Array.from({ length: 12 }, (_, at) => new Intl.DateTimeFormat(tongue, { month: style, timeZone: "UTC" }).format(new Date(Date.UTC(2000, at, 1))));
      const at = names.findIndex((name) => plain(name).replace(/\.$/, "") === text);
      if (at >= 0) return at + 1;
    }
  }
  return null;
}

/** The number of letters to change, add, remove or swap to turn one word into another. */
export function distance(a, b) {
  const rows = [[...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const change = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? rows[i - 2][j - 2] + 1 : Infinity;
      rows[i].push(Math.min(change, swap, rows[i - 1][j] + 1, rows[i][j - 1] + 1));
    }
  }
  return rows[a.length][b.length];
}

/** Pages whose name has a word spelt almost like one of the query. */
export async function nearestNames(base, query) {
  const offers = [];
  for (const word of wordsOf(query).filter(({ length }) => length > 3)) {
    const allowed = word.length < 6 ? 1 : 2;
    // The mistake may be in the first letters: also try the first two swapped, and the word without the first.
    const beginnings = new Set([word, word[1] + word[0] + word.slice(2), word.slice(1)]);
    const near = (await Promise.all([...beginnings].map((start) => namesAlong(base, start)))).flat();
    for (const name of near) {
      const cost = Math.min(...wordsOf(name.form).map((other) => distance(word, other)));
      if (cost <= allowed) offers.push({ ...name, cost });
    }
  }
  return best(offers);
}
