// The files of the index, which generator/site/search writes: compressed JSON, loaded once each. And what its catalog
// says of the whole archive: which articles pass filters and dates, and how many of those found have each value. Articles
// are numbered across all shards, the newest first.
const SUFFIX = ".json.gz";
const GZIP = [0x1f, 0x8b]; // how compressed files begin, unless the server has said so and the browser has unpacked them

// Folder of a page → the name of the filter for its kind.
export const KINDS = { topics: "topic", people: "person", organizations: "organization", places: "place", tags: "tag", collections: "collection", sources: "source", dates: "date" };

let folder; // the address of the index
let catalog; // promise of the folder of the catalog
const files = new Map(); // address → promise of its contents

export function open(address) {
  folder ??= address;
}

async function unpacked(answer) {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!GZIP.every((byte, at) => bytes[at] === byte)) return JSON.parse(new TextDecoder().decode(bytes));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

async function load(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return unpacked(answer);
}

function once(key, loading) {
  if (!files.has(key)) {
    const loaded = loading();
    files.set(key, loaded);
    loaded.catch(() => files.get(key) === loaded && files.delete(key)); // the next search tries again
  }
  return files.get(key);
}

/** A file of a shard. */
export const shardFile = (shard, name) => once(shard.path + name, () => load(new URL(`${shard.path}${name}${SUFFIX}`, folder)));

/** The folder of the catalog, which each build names after its contents. The page preloads the file that names it. */
function catalogFolder(options) {
  const found = load(new URL("index.json", folder), options).then((listed) => new URL(listed.catalog, folder));
  found.catch(() => catalog === found && (catalog = undefined));
  return found;
}

/** A file of the catalog of all shards. */
export function catalogFile(name) {
  catalog ??= catalogFolder();
  const present = catalog;
  return once(`catalog/${name}`, async () => load(new URL(`${name}${SUFFIX}`, await present)));
}

let edition = 0; // how often the index was forgotten

/** Forgets all files, so that the next question is asked of the index that is published now. */
export function forget() {
  edition += 1;
  files.clear();
  catalog = catalogFolder({ cache: "reload" });
}

/**
 * What `ask` finds. If that fails, it is asked once more, of the index that is published now: each publication renames
 * files, and an open tab or the browser's cache may have the names of an earlier one. Their numbers of articles differ
 * too, so nothing of the earlier one is kept.
 */
export async function upToDate(ask) {
  const before = edition;
  try {
    return await ask();
  } catch {
    if (before === edition) forget(); // unless another question has noticed it first
    return ask();
  }
}

/** Numbers from the first of them and the distances between neighbours. */
export function numbersOf(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

// --- Filters and dates ---

/** Whether a month, or a year of which no month is known, may be in a range; a bound is a year or a month, or empty. */
export const within = (value, { from, to }) =>
  Boolean(value) && (!from || value.slice(0, from.length) >= from.slice(0, value.length)) && (!to || value.slice(0, to.length) <= to);

export const summary = () => catalogFile("summary");

/** For each kind, the most frequent values with their articles. */
async function topValues() {
  const top = await catalogFile("filters/top");
  return new Map(Object.entries(top).map(([kind, values]) => [kind, new Map(values.map(([value, steps]) => [value, numbersOf(steps)]))]));
}

const frequent = () => once("frequent", topValues);

/** The number of the file that has a value of several (part_of in generator/site/search/catalog.py). */
export const partOf = (value, parts) => [...value].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % parts;

async function partValues(kind, part) {
  return new Map((await catalogFile(`filters/${kind}-${part}`)).map(([value, steps]) => [value, numbersOf(steps)]));
}

/** The articles with a value of a filter. */
async function articlesWith(kind, value) {
  const { filters } = await summary();
  if (!filters[kind]) return [];
  return (await partValues(kind, partOf(value, filters[kind].parts))).get(value) ?? [];
}

/** The numbers of articles without a date, as [start, end). */
export async function undatedRanges() {
  const ranges = [];
  let start = 0;
  for (const [month, count] of (await summary()).months) {
    if (!month) ranges.push([start, start + count]);
    start += count;
  }
  return ranges;
}

/** The articles of a range of months; of all, without a range. */
async function articlesIn(range) {
  const found = [];
  let start = 0;
  for (const [month, count] of (await summary()).months) {
    if (within(month, range)) for (let at = 0; at < count; at += 1) found.push(start + at);
    start += count;
  }
  return found;
}

/** What a state lets pass, by kind of filter ("month" for the range): [[kind, Set of articles]]. */
export async function passes({ filters, from, to }) {
  const kinds = Object.entries(filters).map(async ([kind, values]) => {
    const lists = await Promise.all(values.map((value) => articlesWith(kind, value)));
    return [kind, new Set(lists.flat())];
  });
  if (from || to) kinds.push(articlesIn({ from, to }).then((found) => ["month", new Set(found)]));
  return Promise.all(kinds);
}

/** Those of some articles that pass all filters, or all but that of one kind. */
export function passing(articles, passed, but) {
  const others = passed.filter(([kind]) => kind !== but).map(([, set]) => set);
  return others.length ? articles.filter((article) => others.every((set) => set.has(article))) : articles;
}

/** By kind, how many of the articles found have each value. A choice in a filter does not hide its other values. */
export async function counts(found, passed, { filters }) {
  const { months } = await summary();
  const counted = { month: monthCounts(passing(found, passed, "month"), months) };
  for (const [kind, values] of await frequent()) {
    const set = new Set(passing(found, passed, kind));
    const all = new Map(values);
    for (const value of filters[kind] ?? []) all.set(value, await articlesWith(kind, value));
    counted[kind] = countEach(all, set);
  }
  return counted;
}

const countEach = (values, set) =>
  Object.fromEntries([...values].map(([value, articles]) => [value, articles.reduce((sum, article) => sum + set.has(article), 0)]));

function monthCounts(articles, months) {
  const counted = {};
  const sorted = [...articles].sort((a, b) => a - b);
  let [run, end] = [-1, 0];
  for (const article of sorted) {
    while (article >= end && run + 1 < months.length) end += months[(run += 1)][1];
    const month = article < end && months[run][0];
    if (month) counted[month] = (counted[month] ?? 0) + 1;
  }
  return counted;
}

/** The counts of all values of one filter among some articles; without these, of the whole archive. */
export async function allCounts(kind, found, passed) {
  const { parts } = (await summary()).filters[kind];
  const set = found ? new Set(passing(found, passed, kind)) : { has: () => true };
  const each = await Promise.all(Array.from({ length: parts }, (_, part) => partValues(kind, part)));
  return Object.assign({}, ...each.map((values) => countEach(values, set)));
}

/** The counts of the whole archive, from the summary alone. */
export async function idleCounts() {
  const { months, filters } = await summary();
  const month = {};
  for (const [name, count] of months) if (name) month[name] = (month[name] ?? 0) + count;
  return { month, ...Object.fromEntries(Object.entries(filters).map(([kind, { values }]) => [kind, Object.fromEntries(values)])) };
}
