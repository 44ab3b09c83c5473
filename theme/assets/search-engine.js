// Answers what a reader asks of the search page. The index is in shards, each a stretch of time, the newest first; this
// module asks one after the other and ranks as if there were a single index.
import { allCounts, catalogFile, counts, passes, passing, shardFile, summary, undatedRanges } from "./search-catalog.js";
import { frequencyOf, isMissing, shardsWith } from "./search-vocabulary.js";
import { articlesOf, keysOf, parse, unfinishedTerms, wholeOf, wordsOfKeys } from "./search-words.js";

const AT_ONCE = 20000; // articles searched at first; older ones on demand
const BATCHES = [1, 3, 7, 15]; // shards asked before all are
const BITS = 30; // shards of which it is known early whether they have a word (spelling.py)
const MOST_PARTS = 5; // parts of a long text in which an excerpt is looked for
const TEXTS = 2; // articles in a file of texts (postings.py)
// What a score has for a word in the headline, and for all words of the query one after the other.
const IN_TITLE = 2;
const WHOLE = 4;
const WHOLE_TITLE = 8;

let latest = { turn: 0, results: [], found: [], passed: [] };

async function shardList() {
  const shards = await catalogFile("shards");
  let start = 0;
  shards.forEach((shard, at) => {
    Object.assign(shard, { at, start });
    start += shard.pages;
  });
  return shards;
}

// --- Words ---

/** Which terms of the index each place of the query may be, as some shards know them. */
async function keysFor(shards, terms) {
  const keys = new Map();
  const places = terms.flatMap(({ ways }) => ways).flatMap(({ places }) => places);
  await Promise.all(places.map(async (place) => keys.set(place, await keysOf(shards, place))));
  return keys;
}

/** One shard's answer: for each term its articles, and those in which all words follow each other. */
async function answerOf(shard, terms, whole, keys) {
  const hits = await Promise.all(terms.map((term) => articlesOf(shard, term, keys)));
  const wanted = hits.filter((_, at) => !terms[at].exclude);
  const without = hits.filter((_, at) => terms[at].exclude);
  // Only exclusions: all articles without these words, but not hand-written pages, which every such query would find.
  const every = shard.hand_written ? 0 : shard.pages;
  const all = wanted.length ? [...wanted[0].keys()] : Array.from({ length: every }, (_, at) => at);
  const articles = all.filter((article) => wanted.every((hit) => hit.has(article)) && !without.some((hit) => hit.has(article)));
  const together = whole && articles.length ? await articlesOf(shard, whole, keys) : new Map();
  return { shard, hits: wanted, articles, together };
}

/** The weight of a word that `count` of `pages` articles contain. */
const rarity = (pages, count) => Math.log(1 + (pages - count + 0.5) / (count + 0.5));

/** The results of several shards, best first: [{shard, article, number}]. */
function rank(answers) {
  const pages = answers.reduce((sum, { shard }) => sum + shard.pages, 0);
  const terms = answers[0]?.hits.length ?? 0;
  const weights = Array.from({ length: terms }, (_, at) => rarity(pages, answers.reduce((sum, { hits }) => sum + hits[at].size, 0)));
  const most = weights.reduce((sum, weight) => sum + weight, 0);
  const scored = answers.flatMap(({ shard, hits, articles, together }) =>
    articles.map((article) => {
      let score = 0;
      hits.forEach((hit, at) => {
        const { weight, title } = hit.get(article);
        score += weights[at] * (weight / 10 + (title ? IN_TITLE : 0));
      });
      const whole = together.get(article);
      if (whole) score += most * (whole.title ? WHOLE_TITLE : WHOLE);
      return { shard, article, number: shard.start + article, score };
    }),
  );
  return scored.sort((a, b) => b.score - a.score || a.number - b.number);
}

// --- A request: {query, sort, filters, from, to}, already corrected ---

/** Whether a shard may have articles in a range of months. A shard without dates has none. */
const overlaps = (shard, { from, to }) =>
  (!from && !to) ||
  (Boolean(shard.to) && shard.to.slice(0, from.length) >= from.slice(0, shard.to.length) && (!to || shard.from.slice(0, to.length) <= to));

/** Whether an article contains each of some words; the spelling of a word that none contains may be wrong. */
export async function known(words) {
  const shards = await shardList();
  const isKnown = async (word) => (await frequencyOf(word)) !== undefined || (!(await isMissing(word)) && (await keysOf(shards, { word })).size > 0);
  return Promise.all(words.map(isKnown));
}

/** Whether a term without results in some shards has a word that no other shard has either. */
async function isHopeless(terms, keys) {
  const ways = terms.filter(({ exclude }) => !exclude).map((term) => term.ways);
  const missing = ways.filter((each) => each.length === 1).flatMap(([{ places }]) => places.filter((place) => place.word && !keys.get(place).size));
  return (await Promise.all(missing.map(({ word }) => isMissing(word)))).includes(true);
}

/** Of which shards the files of spelling say that they have all words of a query, in bits. */
function likelyShards(terms) {
  const ways = terms.filter(({ exclude }) => !exclude).map((term) => term.ways);
  const found = shardsWith(ways.filter((each) => each.length === 1).flatMap(([{ places }]) => places.flatMap(({ word }) => word ?? [])));
  found.catch(() => {}); // who needs it notices
  return found;
}

/** Shards with those first that are likely to have results. */
function likeliestFirst(shards, bits, range) {
  const likely = shards.filter((shard) => shard.at < BITS && (bits >> shard.at) & 1 && overlaps(shard, range));
  return [...likely, ...shards.filter((shard) => !likely.includes(shard))];
}

/** Answers with some results early, with all results, and with the counts of the filters: take({kind, ...}). */
export async function search(turn, state, all, take) {
  latest = { turn, results: [], found: [], passed: [] };
  const current = () => turn === latest.turn;
  const parsed = parse(state.query);
  const terms = state.open ? unfinishedTerms(parsed) : parsed;
  const report = async (kind, results, found, older, wanted = { words: new Set(), runs: [] }) => {
    latest = { turn, results, found, passed };
    // Nothing else is loaded until these results are shown.
    await take({ kind, turn, total: results.length, older, wanted });
  };
  const [shards, passed] = await Promise.all([shardList(), passes(state)]);
  if (!terms.length) {
    const { articles } = await summary();
    // A query of signs alone finds nothing.
    const everything = Array.from({ length: state.query ? 0 : articles }, (_, number) => number);
    if (!current()) return;
    await report("whole", await sorted(located(passing(everything, passed), shards), state.sort || "newest"), everything, 0);
  } else {
    await searchWords({ state, terms, shards, passed, all, current, report });
  }
  if (!current()) return;
  const counted = await counts(latest.found, passed, state);
  if (current()) take({ kind: "counts", turn, counts: counted });
}

async function searchWords({ state, terms, shards, passed, all, current, report }) {
  const whole = terms.every(({ exclude }) => exclude) ? null : wholeOf(terms);
  // Those in the range of dates first. The others also count: the chart of dates shows what a wider range would find.
  const inOrder = state.sort === "oldest" ? shards.toReversed() : shards;
  const ordered = [true, false].flatMap((inside) => inOrder.filter((shard) => overlaps(shard, state) === inside));
  let sum = 0;
  const wanted = ordered.filter(({ pages }, at) => (sum += pages) <= AT_ONCE || all || !at);
  const older = ordered.filter((shard) => !wanted.includes(shard)).reduce((count, { pages }) => count + pages, 0);
  const asked = whole ? [...terms, whole] : terms;
  const finish = async (answers) => {
    const ranked = rank(answers);
    const found = ranked.map(({ number }) => number);
    const allowed = new Set(passing(found, passed));
    const results = ranked.filter(({ number }) => allowed.has(number));
    return [state.sort ? await sorted(results, state.sort) : results, found];
  };
  // A few of the newest shards first, until one has results; most of what is read is new. Which others are likely is
  // asked meanwhile; of the words of a correction it is known.
  const likely = likelyShards(terms);
  let best = state.better ? likeliestFirst(wanted, await likely, state) : wanted;
  for (const size of BATCHES.filter((count) => count < wanted.length)) {
    const some = best.slice(0, size);
    const someKeys = await keysFor(some, asked);
    const early = await Promise.all(some.map((shard) => answerOf(shard, terms, whole, someKeys)));
    if (!current()) return;
    const [results, found] = await finish(early);
    if (results.length) await report("first", results, found, older, await markedIn(some, terms, someKeys));
    if (!current()) return;
    if (results.length) break;
    if (size > BATCHES[0]) continue;
    if (await isHopeless(terms, someKeys)) return report("whole", [], [], 0);
    best = [best[0], ...likeliestFirst(best.slice(1), await likely, state)];
  }
  const keys = await keysFor(wanted, asked);
  const answers = await Promise.all(wanted.map((shard) => answerOf(shard, terms, whole, keys)));
  if (!current()) return;
  const [results, found] = await finish(answers);
  await report("whole", results, found, older, await markedIn(wanted, terms, keys));
}

/** What is marked in the results: the words of all terms, and runs of letters of scripts without spaces. */
async function markedIn(shards, terms, keys) {
  const ways = terms.filter(({ exclude }) => !exclude).flatMap((term) => term.ways);
  const own = ways.flatMap(({ places }) => places).map((place) => keys.get(place));
  const words = await wordsOfKeys(shards, new Set(own.flatMap((some) => [...some])));
  return { words, runs: ways.flatMap(({ runs }) => runs) };
}

/** Articles by their number in the archive, as results. */
function located(numbers, shards) {
  let at = 0;
  return numbers.map((number) => {
    while (number >= shards[at].start + shards[at].pages) at += 1;
    return { shard: shards[at], article: number - shards[at].start, number };
  });
}

/** Results by date, those without a date last. */
async function sorted(results, order) {
  const ranges = await undatedRanges();
  const undated = ({ number }) => Number(ranges.some(([start, end]) => number >= start && number < end));
  const way = order === "oldest" ? -1 : 1;
  return results.toSorted((a, b) => undated(a) - undated(b) || way * (a.number - b.number));
}

/**
 * What is shown of some results of a turn: {url, title, date, source, image, language, text, names}. The text is the first
 * part of a long one for which `suits` is true.
 */
export async function shown(turn, from, to, suits = () => true) {
  if (turn !== latest.turn) return [];
  return Promise.all(latest.results.slice(from, to).map((result) => shownArticle(result, suits)));
}

async function shownArticle({ shard, article }, suits) {
  const texts = (await shardFile(shard, `texts/${Math.floor(article / TEXTS)}`))[article % TEXTS];
  if (suits(`${texts.title}\n${texts.text ?? ""}`)) return texts;
  for (let part = 1; part <= Math.min(texts.parts ?? 0, MOST_PARTS); part += 1) {
    const text = await shardFile(shard, `texts/${article}-${part}`);
    if (suits(text)) return { ...texts, text };
  }
  return texts;
}

/** The counts of all values of a filter for the last results. */
export const valuesOf = (kind) => allCounts(kind, latest.found, latest.passed);
