// Looks up words in the index: which articles of a shard contain a word or a phrase, and where.
import { numbersOf, shardFile } from "./search-files.js";

const TITLE = 100; // what the headline adds to a weight (postings.py)
const MOST_FILES = 6; // how many files of words are read for a beginning

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

/** The terms that a word may be, in one shard. */
async function keysIn(shard, word) {
  if (!shard.bounds.length) return [];
  return tableOf(await wordsFile(shard, fileOf(shard, word))).keys.get(word) ?? [];
}

/** The terms of all words of a shard that begin so. */
async function keysFrom(shard, start) {
  if (!shard.bounds.length) return [];
  const [first, last] = [fileOf(shard, start), fileOf(shard, `${start}\uffff`)];
  const numbers = Array.from({ length: Math.min(last - first + 1, MOST_FILES) }, (_, at) => first + at);
  const found = await Promise.all(numbers.map((number) => wordsFile(shard, number)));
  return found.flatMap((rows) => [...tableOf(rows).keys].filter(([word]) => word.startsWith(start)).flatMap(([, keys]) => keys));
}

/** The terms that a place of a query may be in any of several shards. */
export async function keysOf(shards, { word, start }) {
  const all = await Promise.all(shards.map((shard) => (start ? keysFrom(shard, start) : keysIn(shard, word))));
  return new Set(all.flat());
}

/** The articles of a shard that contain one of several terms: number → {weight, title, sources}. */
async function articlesWith(shard, keys) {
  const found = new Map();
  await Promise.all(
    [...keys].map(async (key) => {
      if (!shard.bounds.length) return;
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
  const lists = sources.map(async ({ number, at, place }) => numbersOf((await shardFile(shard, `places/${number}`))[at][place]));
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
      const all = await Promise.all(each.map((one) => positions(shard, one.get(article))));
      const sets = all.map((list, at) => new Set(list.map((position) => position - places[at].at)));
      const starts = [...sets[0]].filter((start) => sets.every((set) => set.has(start)));
      if (!starts.length) return;
      const weights = each.map((one) => one.get(article).weight);
      const title = each.every((one) => one.get(article).title);
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
      if (!shard.bounds.length) return [];
      const rows = await wordsFile(shard, fileOf(shard, key));
      const row = rows[tableOf(rows).rows.get(key)];
      return row ? row[1] || [key] : [];
    }),
  );
  return new Set((await Promise.all(each)).flat());
}
