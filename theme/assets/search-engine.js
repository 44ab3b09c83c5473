// The worker of the search page. It loads the index shard by shard and answers as if there were a single index: Pagefind
// searches each shard, and search-ranking.js merges the answers. search-index.js sends it requests.
//
// It relies on internals of Pagefind, so pyproject.toml pins the version: the names of the files that it fetches
// (wasm.*, pagefind-entry.json, *.pf_filter, *.pf_fragment), and of a result `score`, `matchedMetaFields` and
// `unfilteredResultCount`.
import { member, packOf } from "./search-packs.js";
import { matching, rank, shardOptions, sumCounts } from "./search-ranking.js";

const AT_ONCE = 20000; // articles searched at first; older ones on demand
const EXCERPT = 32; // words
const FIRST_RESULTS = 10; // the page shows as many at first
const NOTHING = { filters: { "-": "-" } }; // no article passes this filter; for requests that only count
const ORDERS = { newest: { date: "desc" }, oldest: { date: "asc" } };

let folder; // the address of the index
let shards = []; // newest first: {path, entry, pages, words, from, to}
let latest = { turn: 0, results: [] };
const engines = new Map(); // shard → its Pagefind, started on first use
const termCounts = new Map(); // shard → term → number of articles

// --- Loading ---

// The Pagefind of each shard fetches an engine and an entry. Here all shards share one engine, which is loaded once;
// the entries are in the list of shards; and many small files are in packs.
const download = self.fetch.bind(self);
const files = new Map(); // address → its bytes
self.fetch = async (address) => {
  const name = new URL(address).pathname.split("/").at(-1);
  if (name.startsWith("wasm.")) return new Response(await bytesOf(new URL(name, folder).href));
  const shard = shards.find(({ path }) => address.startsWith(new URL(path, folder).href));
  if (name === "pagefind-entry.json") return Response.json(shard.entry);
  const pack = shard && packOf(name, shard);
  if (!pack) return download(address);
  return new Response(member(await bytesOf(new URL(pack, new URL(shard.path, folder)).href), name));
};

/** The bytes of a file, downloaded once. */
function bytesOf(address) {
  if (!files.has(address)) {
    const loaded = download(address).then(async (answer) => {
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
  loading = download(new URL("shards.json", folder), { cache: "no-cache" }).then(async (answer) => {
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
  const words = shards.reduce((sum, { words }) => sum + words, 0);
  const pages = shards.reduce((sum, { pages }) => sum + pages, 0);
  await engine.options({ excerptLength: EXCERPT, ranking: shardOptions(shard, words / pages) });
  return engine;
}

// --- One shard ---

/** The filters of a request for Pagefind. An article passes a filter with any of its values, and must pass all filters. */
async function filtersFor(engine, { filters, from, to }) {
  const any = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));
  if (!from && !to) return any;
  const { month = {} } = await engine.filters();
  const months = Object.keys(month).filter((name) => inRange(name, { from, to }));
  // A range without months has no articles.
  return { ...any, month: { any: months.length ? months : ["-"] } };
}

/** How many articles of a shard contain a term, counted once. */
async function countOf(shard, engine, term) {
  const counts = termCounts.get(shard) ?? termCounts.set(shard, new Map()).get(shard);
  if (!counts.has(term)) counts.set(term, await countInShard(engine, term));
  return counts.get(term);
}

async function countInShard(engine, term) {
  const count = async (text) => (await engine.search(text, NOTHING)).unfilteredResultCount;
  const exact = await count(term);
  // For a word that no article contains, Pagefind answers with the longest indexed word that this one begins with.
  const shorter = exact && (await count(`${term}0q`)) === exact && !(await count(`"${term}"`));
  return shorter ? 0 : exact;
}

/** One shard's answer: {shard, whole, parts, counts}; parts and counts have one item for each term. */
async function answerOf(shard, request) {
  const engine = await engineOf(shard);
  const { text, terms, order } = request;
  const options = { filters: await filtersFor(engine, request), sort: ORDERS[order] ?? {} };
  const whole = await engine.search(text, options);
  const counts = await Promise.all(terms.map((term) => countOf(shard, engine, term)));
  const alone = order || !whole.results.length ? [] : terms;
  const parts = alone.length === 1 ? [whole] : await Promise.all(alone.map((term) => engine.search(term, options)));
  return { shard, whole, parts, counts };
}

// --- All shards ---

const inRange = (month, { from, to }) =>
  (!from || month.slice(0, from.length) >= from.slice(0, month.length)) && (!to || month.slice(0, to.length) <= to);

/** Whether a shard may have articles in a range of months. A shard without dates has none. */
const overlaps = (shard, { from, to }) =>
  Boolean(shard.to) && shard.to.slice(0, from.length) >= from.slice(0, shard.to.length) && (!to || shard.from.slice(0, to.length) <= to);

/** The shards that a request searches: all, if it says so, else those with the newest articles. */
function shardsFor({ all, from, to, order }) {
  const ordered = order === "oldest" ? shards.toReversed() : shards;
  const wanted = from || to ? ordered.filter((shard) => overlaps(shard, { from, to })) : ordered;
  let sum = 0;
  return wanted.filter(({ pages }, at) => (sum += pages) <= AT_ONCE || all || !at);
}

/** Answers a request three times: with the first shard's results, if any, then with all results, then with the counts. */
async function search(request) {
  await loading;
  const wanted = shardsFor(request);
  const current = () => request.turn === latest.turn;
  const answers = [];
  for (const shard of wanted) {
    answers.push(await answerOf(shard, request));
    if (!current()) return;
    if (matching(answers, request).length) break;
  }
  const rest = wanted.slice(answers.length);
  if (rest.length) await report("first", request, answers, wanted);
  if (!current()) return;
  answers.push(...(await Promise.all(rest.map((shard) => answerOf(shard, request)))));
  const present = request.terms.filter((_, at) => answers.some(({ counts }) => counts[at]));
  // Like Pagefind, this drops a word that no article contains, as long as other words are left.
  if (present.length && present.length < request.terms.length) return search({ ...request, terms: present, text: present.join(" ") });
  if (!current()) return;
  await report("whole", request, answers, wanted);
  if (!current()) return;
  // The chart of dates also counts the shards outside the range that is asked for.
  const known = new Set([...wanted, ...shardsFor({ ...request, from: "", to: "" })]);
  const counts = await allCounts(request, wanted, [...known]);
  if (current()) postMessage({ kind: "counts", turn: request.turn, counts });
}

/** Reports the results and waits for the texts of those that the reader sees, so that they are loaded before anything else. */
function report(kind, request, answers, wanted) {
  const results = request.order ? matching(answers, request) : rank(answers, request);
  const pages = (list) => list.reduce((sum, shard) => sum + shard.pages, 0);
  const older = pages(shardsFor({ ...request, all: true })) - pages(wanted);
  latest = { turn: request.turn, results };
  postMessage({ kind, turn: request.turn, total: results.length, older });
  return show({ turn: request.turn, from: 0, to: FIRST_RESULTS });
}

/** For each filter, its values and their numbers of articles. */
async function allCounts(request, asked, known) {
  // A choice in a filter must not hide its other values, so they are counted as if nothing were chosen in it.
  const free = Object.keys(request.filters).map((name) => [name, { ...request, filters: without(request.filters, name) }]);
  if (request.from || request.to) free.push(["month", { ...request, from: "", to: "" }]);
  const each = known.map((shard) => countsOf(shard, request, asked.includes(shard) ? free : free.filter(([name]) => name === "month")));
  return sumCounts(await Promise.all(each));
}

/** One shard's counts for a request; for the filters that `free` names, those for another request. */
async function countsOf(shard, request, free) {
  const engine = await engineOf(shard);
  await engine.filters();
  await engine.search(request.text, NOTHING);
  const counts = await Promise.all(request.terms.map((term) => countOf(shard, engine, term)));
  if (counts.includes(0)) return {};
  const of = async (asked) => (await engine.search(asked.text, { filters: await filtersFor(engine, asked) })).filters;
  const others = free.map(async ([name, asked]) => [name, (await of(asked))[name] ?? {}]);
  return { ...(await of(request)), ...Object.fromEntries(await Promise.all(others)) };
}

const without = (filters, name) => Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));

/** The texts of some results: address, headline, date, excerpt and filters. */
async function show({ turn, from, to }) {
  if (turn !== latest.turn) return [];
  const texts = await Promise.all(latest.results.slice(from, to).map((result) => result.data()));
  return texts.map(({ url, meta, excerpt, filters }) => ({ url, meta, excerpt, filters }));
}

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.kind === "load") load(data.folder);
    else if (data.kind === "show") postMessage({ kind: "shown", id: data.id, results: await show(data) });
    else {
      latest = { turn: data.turn, results: [] };
      await search(data);
    }
  } catch (error) {
    postMessage({ kind: "failed", turn: data.turn ?? latest.turn, id: data.id, why: String(error) });
  }
});
