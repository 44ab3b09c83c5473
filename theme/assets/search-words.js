// What a reader types, read: words, "phrases", -exclusions. And which articles of a shard contain them.
import { numbersOf, shardFile } from "./search-catalog.js";
import { basesWithout, relatives } from "./search-forms.js";
const { APART, isPaired, partsOf, wordsOf } = globalThis.clipfile; // marks.js

const TITLE = 100; // what the headline adds to a weight (postings.py)
const MOST_FILES = 6; // how many files of words are read for a beginning

// A phrase in any quotation marks, or what is between two spaces; after a hyphen or minus, it is excluded.
const PART = /(?<!\S)([-−–]?)(?:["“”„«»「『]([^"“”„«»「」『』]+)["“”«»」』]|(\S+))/gu;

/** A way of writing a term: places with {word} for a whole word or {start} for what begins so, `at` a position. */
function places(words) {
  const found = [];
  const runs = [];
  let at = 0;
  for (const { folded, letters } of words) {
    if (letters) {
      found.push(...pairs(letters, at));
      runs.push(letters.join(""));
      at += letters.length;
    } else {
      found.push({ word: folded, at });
      at += 1;
    }
  }
  return { places: found, runs };
}

/** The words of a term, each in one piece. */
const joined = (words) => places(words.map((word) => (word.letters ? word : { folded: word.folded.replace(APART, "") })));

/** As few pairs as cover a run of letters. A single letter is found as the beginning of any pair. */
function pairs(letters, at) {
  if (letters.length === 1) return [{ start: letters[0], at }];
  const found = [];
  for (let step = 0; step + 1 < letters.length; step += 2) found.push({ word: letters[step] + letters[step + 1], at: at + step });
  if (letters.length % 2) found.push({ word: letters.at(-2) + letters.at(-1), at: at + letters.length - 2 });
  return found;
}

/** One term: {text, exclude, quoted, ways}, where each way of writing it is {places, runs}. */
function term(text, exclude, quoted) {
  const ways = [places(partsOf(text))];
  // A word with a hyphen, or a number with its thousands apart, is also found as one.
  const words = wordsOf(text);
  if (words.some(({ letters, folded }) => !letters && folded.search(APART) > 0)) ways.push(joined(words));
  return { text, exclude, quoted, ways };
}

/** The terms of a query; an article must contain all that are not excluded. */
export function parse(query) {
  const terms = [];
  for (const [, minus, phrase, word] of query.matchAll(PART)) {
    const added = term(phrase ?? word, Boolean(minus), phrase !== undefined);
    if (added.ways[0].places.length) terms.push(added);
  }
  return terms;
}

/** The term of all words of a query one after the other: a name typed whole. Null for a single word. */
export function wholeOf(terms) {
  const wanted = terms.filter(({ exclude }) => !exclude);
  return wanted.length > 1 ? term(wanted.map(({ text }) => text).join(" "), false, true) : null;
}

/** The terms with the last word, if it is one, as the beginning of words. */
export function unfinishedTerms(terms) {
  const last = terms.at(-1);
  if (!last || !isWord(last)) return terms;
  const [{ places: [{ word }] }] = last.ways;
  return [...terms.slice(0, -1), { ...last, ways: [{ places: [{ start: word, at: 0 }], runs: [] }] }];
}

/** Whether a term is a single ordinary word, whose spelling may be corrected and which may be unfinished. */
export function isWord({ exclude, quoted, ways }) {
  const word = ways.length === 1 && ways[0].places.length === 1 && ways[0].places[0].word;
  return Boolean(word) && !exclude && !quoted && !isPaired(word);
}

// --- The index ---

const tables = new WeakMap(); // content of a file → {keys: word → [term], rows: term → its row's number}

function tableOf(rows) {
  if (!tables.has(rows)) {
    const table = { keys: new Map(), rows: new Map() };
    const add = (word, key) => table.keys.set(word, [...(table.keys.get(word) ?? []), key]);
    rows.forEach((row, at) => {
      const [key, words] = row;
      if (row.length === 2) return add(key, words); // the term of this word is in another file
      table.rows.set(key, at);
      for (const word of words || [key]) add(word, key);
    });
    tables.set(rows, table);
  }
  return tables.get(rows);
}

/** The number of the file of words that a word belongs to. */
function fileOf({ bounds }, word) {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

const wordsFile = (shard, number) => shardFile(shard, `words/${number}`);

const lacks = ({ bounds, last }, word) => !bounds.length || word > last;

/** The terms that a word of a table may be if it is another form of one that is there. */
function inflected({ keys, rows }, word) {
  const found = new Map();
  for (const { language, bases, words } of relatives(word)) {
    if (found.has(language)) continue;
    const stem = bases.map((base) => `${base}/${language}`).find((key) => rows.has(key));
    const others = words.flatMap((form) => keys.get(form) ?? []).filter((key) => key.endsWith(`/${language}`));
    if (stem || others.length) found.set(language, stem ? [stem] : others);
  }
  return [...found.values()].flat();
}

/** The terms of a word in one shard: {exact, other}, of the word itself and of its other forms. */
async function keysIn(shard, word) {
  if (lacks(shard, word)) return { exact: [], other: [] };
  const table = tableOf(await wordsFile(shard, fileOf(shard, word)));
  const exact = table.keys.get(word) ?? [];
  if (exact.length) return { exact, other: [] };
  const other = inflected(table, word);
  // A form with another beginning may be in another file.
  const elsewhere = other.length ? [] : basesWithout(word).map((base) => fileOf(shard, base));
  const files = await Promise.all([...new Set(elsewhere)].slice(0, MOST_FILES).map((number) => wordsFile(shard, number)));
  return { exact, other: [...other, ...files.flatMap((rows) => inflected(tableOf(rows), word))] };
}

/** The terms of all words of a shard that begin so. */
async function keysFrom(shard, start) {
  if (lacks(shard, start)) return [];
  const [first, last] = [fileOf(shard, start), fileOf(shard, `${start}\uffff`)];
  const numbers = Array.from({ length: Math.min(last - first + 1, MOST_FILES) }, (_, at) => first + at);
  const found = await Promise.all(numbers.map((number) => wordsFile(shard, number)));
  return found.flatMap((rows) => [...tableOf(rows).keys].filter(([word]) => word.startsWith(start)).flatMap(([, keys]) => keys));
}

/** The terms that a place of a query may be in any of several shards; those of other forms only if none has the word. */
export async function keysOf(shards, { word, start }) {
  if (start) return new Set((await Promise.all(shards.map((shard) => keysFrom(shard, start)))).flat());
  const all = await Promise.all(shards.map((shard) => keysIn(shard, word)));
  const exact = all.flatMap((keys) => keys.exact);
  return new Set(exact.length ? exact : all.flatMap(({ other }) => other));
}

/** The articles of a shard that contain one of several terms: number → {weight, title, sources}. */
async function articlesWith(shard, keys) {
  const found = new Map();
  await Promise.all(
    [...keys].map(async (key) => {
      if (lacks(shard, key)) return;
      const number = fileOf(shard, key);
      const rows = await wordsFile(shard, number);
      const at = tableOf(rows).rows.get(key);
      if (at === undefined) return;
      const [, , steps, weights] = rows[at];
      numbersOf(steps).forEach((article, place) => {
        const before = found.get(article) ?? { weight: 0, title: false, sources: [] };
        const weight = weights[place] % TITLE;
        found.set(article, {
          weight: Math.max(before.weight, weight),
          title: before.title || weights[place] >= TITLE,
          sources: [...before.sources, { number, at, place }],
        });
      });
    }),
  );
  return found;
}

/** The positions of a term in an article. */
async function positions(shard, { sources }) {
  const lists = sources.map(async ({ number, at, place }) => {
    // Those of a pair of letters are next to its articles.
    const [, , , , inline] = (await wordsFile(shard, number))[at];
    return numbersOf((inline ?? (await shardFile(shard, `places/${number}`))[at])[place]);
  });
  return (await Promise.all(lists)).flat();
}

/** The articles of a shard in which all places of one way of writing a term follow each other. */
async function articlesOfWay(shard, places, keys) {
  const each = await Promise.all(places.map((place) => articlesWith(shard, keys.get(place))));
  if (each.length === 1) return each[0];
  const [first, ...others] = each;
  const common = [...first.keys()].filter((article) => others.every((other) => other.has(article)));
  const found = new Map();
  await Promise.all(
    common.map(async (article) => {
      const all = await Promise.all(each.map((hits) => positions(shard, hits.get(article))));
      const sets = all.map((list, at) => new Set(list.map((position) => position - places[at].at)));
      const starts = [...sets[0]].filter((start) => sets.every((set) => set.has(start)));
      if (!starts.length) return;
      const weights = each.map((hits) => hits.get(article).weight);
      const title = each.every((hits) => hits.get(article).title);
      found.set(article, { weight: Math.min(...weights), title, sources: [] });
    }),
  );
  return found;
}

/** The articles of a shard that contain a term in one of its ways: number → {weight, title}. */
export async function articlesOf(shard, { ways }, keys) {
  const each = await Promise.all(ways.map(({ places }) => articlesOfWay(shard, places, keys)));
  const found = new Map();
  for (const [article, hit] of each.flatMap((way) => [...way])) {
    const before = found.get(article);
    if (!before || before.weight < hit.weight) found.set(article, { ...hit, title: hit.title || Boolean(before?.title) });
  }
  return found;
}

/** The words that some terms have in some shards. */
export async function wordsOfKeys(shards, keys) {
  const each = shards.flatMap((shard) =>
    [...keys].map(async (key) => {
      if (lacks(shard, key)) return [];
      const rows = await wordsFile(shard, fileOf(shard, key));
      const row = rows[tableOf(rows).rows.get(key)];
      return row ? row[1] || [key] : [];
    }),
  );
  return new Set((await Promise.all(each)).flat());
}
