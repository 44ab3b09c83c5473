// A worker of the search page: it loads the index shard by shard and answers as if it were one. Pagefind searches
// each shard, and search-ranking.js merges the answers. search-index.js talks to it.
//
// It relies on internals of Pagefind, so pyproject.toml pins the version: the names of the files that it fetches
// (wasm.*, pagefind-entry.json, *.pf_filter, *.pf_fragment), and of a result `score`, `matchedMetaFields` and
// `unfilteredResultCount`.
import { member, packOf } from "./search-packs.js";
import { answered, counted, ranked, tuned } from "./search-ranking.js";

const AT_ONCE = 20000; // articles that are searched at once; older ones on demand
const EXCERPT = 32; // words
const SHOWN = 10; // results that the page shows at first
const NOTHING = { filters: { "-": "-" } }; // a filter that no article passes, where only numbers are wanted
const ORDERS = { newest: { date: "desc" }, oldest: { date: "asc" } };

let folder; // the address of the index
let shards = []; // the newest first: {path, entry, pages, words, from, to}
let latest = { turn: 0, results: [] };
const engines = new Map(); // shard → its Pagefind, once it was asked for
const reached = new Map(); // shard → term → number of articles

// --- Loading ---

// The Pagefind of each shard asks for an engine and for an entry of its own. All shards share one engine, which is
// loaded once; their entries are in the list of shards; and many small files are in packs.
const ask = self.fetch.bind(self);
const files = new Map(); // address → its bytes
self.fetch = async (address) => {
  const name = new URL(address).pathname.split("/").at(-1);
  if (name.startsWith("wasm.")) return new Response(await once(new URL(name, folder).href));
  const shard = shards.find(({ path }) => address.startsWith(new URL(path, folder).href));
  if (name === "pagefind-entry.json") return Response.json(shard.entry);
  const pack = shard && packOf(name, shard);
  if (!pack) return ask(address);
  return new Response(member(await once(new URL(pack, new URL(shard.path, folder)).href), name));
};

/** The bytes of a file that is asked for more than once. */
function once(address) {
  if (!files.has(address)) {
    const loaded = ask(address).then(async (answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    });
    files.set(address, loaded);
    loaded.catch(() => files.delete(address)); // the next search tries again
  }
  return files.get(address);
}

let loading; // the list of shards
let script; // Pagefind

function load(address) {
  folder = address;
  // The list changes with each build; the files that it names are named after their contents.
  loading = ask(new URL("shards.json", folder), { cache: "no-cache" }).then(async (answer) => {
    shards = await answer.json();
  });
  script = import(new URL("pagefind.js", folder));
  script.catch(() => {}); // an archive without articles has none; a search that needs it fails then
}

let first; // the first engine: others wait for it, because Pagefind loses one of two that start together

function engineOf(shard) {
  if (!engines.has(shard)) {
    const started = (first ?? Promise.resolve()).then(() => start(shard));
    first ??= started;
    engines.set(shard, started);
    // The next search tries again.
    started.catch(() => {
      engines.delete(shard);
      if (first === started) first = undefined;
    });
  }
  return engines.get(shard);
}

async function start(shard) {
  const pagefind = await script;
  const engine = pagefind.createInstance({ basePath: new URL(shard.path, folder).href });
  await engine.init();
  const words = shards.reduce((sum, one) => sum + one.words, 0);
  const pages = shards.reduce((sum, one) => sum + one.pages, 0);
  await engine.options({ excerptLength: EXCERPT, ranking: tuned(shard, words / pages) });
  return engine;
}

// --- Asking one shard ---

/** The filters of a request for Pagefind. An article passes a filter with any of its values, and must pass all filters. */
async function filtersFor(engine, { filters, from, to }) {
  const any = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));
  if (!from && !to) return any;
  const { month = {} } = await engine.filters();
  const months = Object.keys(month).filter((one) => inRange(one, { from, to }));
  // A range without months has no articles.
  return { ...any, month: { any: months.length ? months : ["-"] } };
}

/** How many articles contain a term. Pagefind answers with a shorter word where it has no such word. */
async function reach(shard, engine, term) {
  const known = reached.get(shard) ?? reached.set(shard, new Map()).get(shard);
  if (!known.has(term)) known.set(term, await counting(engine, term));
  return known.get(term);
}

async function counting(engine, term) {
  const count = async (text) => (await engine.search(text, NOTHING)).unfilteredResultCount;
  const found = await count(term);
  // For a word that no article contains it answers with the longest word that this one begins with.
  const shorter = found && (await count(`${term}0q`)) === found && !(await count(`"${term}"`));
  return shorter ? 0 : found;
}

/** One shard's answer: {shard, whole, parts, counts}; parts and counts have one item for each term. */
async function answerOf(shard, request) {
  const engine = await engineOf(shard);
  const { text, terms, order } = request;
  const options = { filters: await filtersFor(engine, request), sort: ORDERS[order] ?? {} };
  const whole = await engine.search(text, options);
  const counts = await Promise.all(terms.map((term) => reach(shard, engine, term)));
  const alone = order || !whole.results.length ? [] : terms;
  const parts = alone.length === 1 ? [whole] : await Promise.all(alone.map((term) => engine.search(term, options)));
  return { shard, whole, parts, counts };
}

// --- Asking all ---

const inRange = (month, { from, to }) =>
  (!from || month.slice(0, from.length) >= from.slice(0, month.length)) && (!to || month.slice(0, to.length) <= to);

/** Whether a shard may have articles of a range of months; one without dates has none. */
const overlaps = (shard, { from, to }) =>
  Boolean(shard.to) && shard.to.slice(0, from.length) >= from.slice(0, shard.to.length) && (!to || shard.from.slice(0, to.length) <= to);

/** The shards that a request searches: all, if it asks for all, or those of the newest articles. */
function chosen({ all, from, to, order }) {
  const ordered = order === "oldest" ? shards.toReversed() : shards;
  const wanted = from || to ? ordered.filter((shard) => overlaps(shard, { from, to })) : ordered;
  let sum = 0;
  return wanted.filter(({ pages }, at) => (sum += pages) <= AT_ONCE || all || !at);
}

/** Answers a request: with the results of the first shard that has any, then with those of all, then with counts. */
async function search(request) {
  await loading;
  const wanted = chosen(request);
  const current = () => request.turn === latest.turn;
  const answers = [];
  for (const shard of wanted) {
    answers.push(await answerOf(shard, request));
    if (!current()) return;
    if (answered(answers, request).length) break;
  }
  const rest = wanted.slice(answers.length);
  if (rest.length) await tell("first", request, answers, wanted);
  if (!current()) return;
  answers.push(...(await Promise.all(rest.map((shard) => answerOf(shard, request)))));
  const held = request.terms.filter((_, at) => answers.some(({ counts }) => counts[at]));
  // Like Pagefind, it leaves out a word that no article contains, as long as there are others.
  if (held.length && held.length < request.terms.length) return search({ ...request, terms: held, text: held.join(" ") });
  if (!current()) return;
  await tell("whole", request, answers, wanted);
  if (!current()) return;
  // The chart of dates also counts the shards outside the range that is asked for.
  const known = new Set([...wanted, ...chosen({ ...request, from: "", to: "" })]);
  const counts = await allCounts(request, wanted, [...known]);
  if (current()) postMessage({ kind: "counts", turn: request.turn, counts });
}

/** Reports what was found, and waits until what the reader sees of it is loaded: nothing else is loaded before. */
function tell(kind, request, answers, wanted) {
  const results = request.order ? answered(answers, request) : ranked(answers, request);
  const pages = (list) => list.reduce((sum, shard) => sum + shard.pages, 0);
  const older = pages(chosen({ ...request, all: true })) - pages(wanted);
  latest = { turn: request.turn, results };
  postMessage({ kind, turn: request.turn, total: results.length, older });
  return show({ turn: request.turn, from: 0, to: SHOWN });
}

/** For each filter, its values and their numbers of articles. */
async function allCounts(request, asked, known) {
  // A choice in a filter must not hide its other values, so these are counted without the choice.
  const free = Object.keys(request.filters).map((name) => [name, { ...request, filters: without(request.filters, name) }]);
  if (request.from || request.to) free.push(["month", { ...request, from: "", to: "" }]);
  const each = known.map((shard) => countsOf(shard, request, asked.includes(shard) ? free : free.filter(([name]) => name === "month")));
  return counted(await Promise.all(each));
}

/** One shard's counts for a request; for the filters that `free` names, those for another request. */
async function countsOf(shard, request, free) {
  const engine = await engineOf(shard);
  await engine.filters();
  await engine.search(request.text, NOTHING);
  const counts = await Promise.all(request.terms.map((term) => reach(shard, engine, term)));
  if (counts.includes(0)) return {};
  const of = async (one) => (await engine.search(one.text, { filters: await filtersFor(engine, one) })).filters;
  const others = free.map(async ([name, one]) => [name, (await of(one))[name] ?? {}]);
  return { ...(await of(request)), ...Object.fromEntries(await Promise.all(others)) };
}

const without = (filters, name) => Object.fromEntries(Object.entries(filters).filter(([one]) => one !== name));

/** What a reader sees of some results. */
async function show({ turn, from, to }) {
  if (turn !== latest.turn) return [];
  const found = await Promise.all(latest.results.slice(from, to).map((result) => result.data()));
  return found.map(({ url, meta, excerpt, filters }) => ({ url, meta, excerpt, filters }));
}

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.kind === "load") load(data.folder);
    else if (data.kind === "show") postMessage({ kind: "shown", id: data.id, found: await show(data) });
    else {
      latest = { turn: data.turn, results: [] };
      await search(data);
    }
  } catch (error) {
    postMessage({ kind: "failed", turn: data.turn ?? latest.turn, id: data.id, why: String(error) });
  }
});
