// The archive's own names: pages that a query may mean, and the nearest spellings for a query without results. The names
// are in small files by their first letters, which generator/outputs/data/names.py describes and writes.
const { isPaired, plain } = globalThis.clipfile; // marks.js

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
  if (longest.length < 2 && !isPaired(longest)) return [];
  const whole = wanted.join(" ");
  const fits = (form) => wanted.every((word) => form.some((part) => part.startsWith(word)));
  return best(
    (await namesAlong(base, longest))
      .map((name) => ({ ...name, words: wordsOf(name.form) }))
      .filter(({ words }) => fits(words))
      .map((name) => ({ ...name, cost: name.words.join(" ") === whole ? 0 : name.words.length })),
  );
}

// What stands around a date in words: year, month and day in East Asian and other languages, "of", endings of ordinals.
const AROUND = /年度?|[月日]|년|월|일|(?<!\p{L})(?:de|del|di|d|do|of|the|le|el|год|года|году|г|рік|року|р|r|tahun|thang|thg|nam|ngay|st|nd|rd|th|er)(?!\p{L})/gu;
// Languages that months are read in besides that of the site.
const TONGUES = ["en", "fr", "es", "de", "pt", "it", "ru", "ar", "zh"];
const ZEROS = "٠۰०০๐"; // of the digits of Arabic, Persian, Hindi, Bengali and Thai

const dated = (text) =>
  plain(text.normalize("NFKC").replace(/\p{Nd}/gu, withLatinDigit)).normalize("NFC").replace(AROUND, " ");

function withLatinDigit(digit) {
  const zero = [...ZEROS].find((first) => digit >= first && digit.codePointAt(0) < first.codePointAt(0) + 10);
  return zero ? `${digit.codePointAt(0) - zero.codePointAt(0)}` : digit;
}

const namesInDates = (text) => (dated(text).match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).join(" ");

/** The date that a whole query is, {year, month, day}, 0 where unknown: "1987", "1987-06", "June 1987", "11 марта 2011". */
export function dateOf(query, language) {
  const numbers = dated(query).match(/\d+/g) ?? [];
  const name = namesInDates(query);
  const month = name ? monthOf(name, language) : 0;
  const years = numbers.filter(({ length }) => length === 4);
  const others = numbers.filter(({ length }) => length < 3).map(Number);
  if (month === null || years.length > 1 || years.length + others.length < numbers.length || (!month && !years.length)) return null;
  const at = years.length ? numbers.indexOf(years[0]) : 0;
  const parts = month ? [month, ...others] : at || !others[1] ? inOrder(others, language) : others;
  const [found = 0, day = 0] = parts;
  if (parts.length > 2 || (others.length && !month && !found) || found > 12 || day > 31) return null;
  return { year: Number(years[0] ?? 0), month: found, day };
}

/** Month and day, if the year comes after them: "3/11" in American English, "11.3." elsewhere. */
function inOrder(numbers, language) {
  const [first, second] = numbers;
  if (!second || second > 12) return numbers;
  return first > 12 || !/^en(-US)?$/.test(language) ? [second, first, ...numbers.slice(2)] : numbers;
}

/** The page of the year or month that a query is, if the archive has articles of it. */
export function dateOffers(query, months, language) {
  const { year, month } = dateOf(query, language) ?? {};
  if (!year) return [];
  const known = [`${year}`.padStart(4, "0"), ...(month ? [`${month}`.padStart(2, "0")] : [])].join("-");
  const count = months.reduce((sum, [name, articles]) => sum + (name.startsWith(known) ? articles : 0), 0);
  if (!count) return [];
  const format = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" });
  const name = month ? format.format(new Date(`${known}-01T00:00:00Z`)) : known;
  return [{ name, url: `dates/${known.replace("-", "/")}/`, count }];
}

const calendars = new Map();

/** The names of months in a language → their numbers; also as they are after a day, which may be another case. */
function calendar(language) {
  if (!calendars.has(language)) {
    const known = new Map();
    for (const style of [{ month: "long" }, { month: "short" }, { day: "numeric", month: "long" }, { day: "numeric", month: "short" }]) {
      const format = new Intl.DateTimeFormat(language, { ...style, calendar: "gregory", timeZone: "UTC" });
      for (let month = 1; month <= 12; month += 1) {
        const name = namesInDates(format.format(new Date(Date.UTC(2000, month - 1, 1))));
        if (name && !known.has(name)) known.set(name, month);
      }
    }
    calendars.set(language, known);
  }
  return calendars.get(language);
}

/** The number of a month from its name in a language or in a widespread one; null if it is none. */
function monthOf(name, language) {
  for (const tongue of new Set([language, ...TONGUES])) {
    const month = calendar(tongue).get(name);
    if (month) return month;
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
