// The search page. Its state is in the address; search-engine.js answers, and search-view.js shows the answers.
import { allCounts, catalogFile, forget, idleCounts, open, summary, upToDate } from "./search-catalog.js";
import { showDates } from "./search-dates.js";
import { FILTERS, chosen, filedUnder, fromAddress, isIdle, isReversed, meant, searched, toAddress, toggle } from "./search-state.js";
import { SLOW, announce, fail, showChips, showCorrection, showFilters, showOlder, showPages, showResults, start, words } from "./search-view.js";

const PAGE = 10;
const EARLY = 5; // results shown first, each of which is in a file of its own
const PAUSE = 150; // milliseconds without a keystroke before a search starts
const DASH = "–";
const EXCLUDED = /(?<!\S)[-−–](?:["“„«][^"”“»]*["”“»]|\S+)/gu;

// What only a search needs. A reader who does not search loads none of it.
const parts = () => import("./search-query.js");

const page = document.querySelector(".cf-search");
const form = page.querySelector("form");
const box = form.elements.q;
const nameFiles = new URL("data/names/", new URL(page.dataset.root, location.href));
const more = page.querySelector(".cf-search__more");

let turn = 0; // the number of the latest search; answers to earlier ones are dropped
let list = { total: 0, count: 0 }; // results, and how many of them the page shows
let all = false; // whether the reader asked for the articles that are not searched at first

// --- Answers: some results early, then all results, then the counts of the filters ---

function removed(chip) {
  if (!chip) commit({ ...state, filters: {}, from: "", to: "" });
  else if (chip.name === "date") commit({ ...state, from: "", to: "" });
  else commit(toggle(state, { ...chip, checked: false }));
}

async function run(wanted, typing = false) {
  const asked = searched(wanted);
  turn += 1;
  const own = turn;
  const current = () => own === turn;
  if (isIdle(asked)) announce("");
  else announce(words.search_loading, SLOW);
  const { filters, from, to } = chosen(asked);
  showChips(filters, from === to ? from : `${from} ${DASH} ${to}`.trim(), removed);
  open(new URL(page.dataset.index, location.href).href);
  try {
    await upToDate(() => (current() ? answer(own, asked, typing) : null));
  } catch (error) {
    if (!current()) return;
    console.warn(error);
    fail();
  }
}

async function answer(own, asked, typing) {
  if (isIdle(asked)) return showIdle(own);
  if (isReversed(asked)) return showNothing(own, asked);
  for (const name of ["shards", "summary"]) catalogFile(name).catch(() => {}); // they load while the scripts do
  const offers = offersOf(asked);
  offers.catch(() => {}); // a search that fails earlier does not wait for them
  const { engine } = await parts();
  const current = () => own === turn;
  if (current()) await engine.search(own, asked, all, (found) => current() && take(found, asked, offers, typing));
}

/** More of the last answer. If its files are gone, the search begins again; then null. */
async function ofLast(ask) {
  try {
    return await ask();
  } catch {
    forget();
    await run(state);
    return null;
  }
}

/** Pages of dates and names that the query is; of a corrected query, those of what was typed, if there are any. */
async function offersOf({ query, offers }) {
  const typed = (await offers) ?? [];
  if (typed.length) return typed;
  const { dateOf, dateOffers, isTelling, matchingNames } = (await parts()).names;
  if (!isTelling(query, words.language)) return [];
  const [months, named] = await Promise.all([dateOf(query, words.language)?.year ? summary().then((known) => known.months) : [], matchingNames(nameFiles, query)]);
  return [...dateOffers(query, months, words.language), ...named];
}

function showEmpty(how) {
  list = { total: 0, count: 0 };
  showOlder(0);
  showCorrection(null);
  showPages([], "search_pages");
  showResults([], { from: 0, total: 0, ...how });
  more.hidden = true;
}

async function showNothing(own, asked) {
  showEmpty({ nothing: words.search_range });
  const counts = await idleCounts();
  if (own === turn) showCounts(counts, asked, (kind) => ofLast(() => allCounts(kind)));
}

async function showIdle(own) {
  showEmpty({ idle: true });
  const counts = await idleCounts();
  if (own === turn) showCounts(counts, state, (kind) => ofLast(() => allCounts(kind)));
}

function showCounts(counts, asked, load) {
  const known = FILTERS.filter((name) => counts[name]).map((name) => [name, counts[name]]);
  showFilters(known, chosen(asked).filters, load);
  showDates(counts.month ?? {}, chosen(asked), (range) => commit({ ...state, ...range }));
}

async function take(answer, asked, offers, typing) {
  if (answer.kind === "counts") {
    showCounts(answer.counts, asked, (kind) => ofLast(async () => (await parts()).engine.valuesOf(kind)));
  } else if (answer.kind === "whole" && !answer.total && !answer.older && asked.better) {
    await run(asked.uncorrected, typing); // a correction that finds nothing helps nobody
  } else if (answer.kind === "whole" && !answer.total && !answer.older && asked.query && !asked.exact && !asked.final && !asked.open) {
    await tryAgain(answer, asked, offers, typing);
  } else {
    await showAnswer(answer, asked, offers);
  }
}

/** Whether a query is a date or means a page, and so is no slip even if no article has its words. */
async function isMeant(query, offers) {
  const { dateOf } = (await parts()).names;
  return Boolean(dateOf(query, words.language)) || Boolean(meant(query, await offers));
}

/** Nothing was found: the last word may be unfinished, or words may be misspelt. */
async function tryAgain(answer, asked, offers, typing) {
  const own = turn;
  const { correction, unfinished } = (await parts()).spelling;
  const open = await unfinished(asked.query);
  const filed = filedUnder(asked, await offers);
  if (own !== turn) return;
  if (filed) return run(filed, typing);
  const better = (typing && open) || (await isMeant(asked.query, offers)) ? null : await correction(asked.query);
  if (own !== turn) return;
  const uncorrected = { ...asked, offers, open, final: true };
  if (better) await run({ ...asked, query: better, better, typed: asked.query, offers, uncorrected });
  else if (open) await run(uncorrected, typing);
  else await showAnswer(answer, asked, offers);
}

async function showAnswer(answer, asked, offers) {
  const own = turn;
  const { total, older, wanted, kind } = answer;
  const early = kind === "first";
  const correction = asked.better ? { better: asked.better, query: asked.typed, address: toAddress({ ...state, exact: true }) } : null;
  // The article marks what was searched, not what was excluded.
  const query = asked.query.replace(EXCLUDED, "").trim();
  const next = early || list.turn !== own ? EARLY : PAGE;
  list = { turn: own, total, count: 0, early, wanted, query, correction, next };
  showOlder(early ? 0 : older);
  await showMore(own, early ? null : offersFor(asked, await offers, total));
  if (own === turn && !early && list.count < Math.min(PAGE, total)) await showMore(own);
  if (own === turn && !early) await goBack(own);
}

/** Shows as many results as before the reader went on to another page, at the same place. */
async function goBack(own) {
  const { count = 0, top = 0 } = left ?? {};
  left = null;
  while (own === turn && list.count < Math.min(count, list.total)) await showMore(own);
  if (top && own === turn) scrollTo(0, top);
}

/** Pages with the name that the reader types, or with the nearest spelling if nothing was found. */
async function offersFor({ query }, exact, total) {
  if (exact.length || total) return [exact, "search_pages"];
  const { nearestNames } = (await parts()).names;
  return [await nearestNames(nameFiles, query), "search_meant"];
}

/** Shows the next results and, if `pages` is given, the pages that the query may mean. */
async function showMore(own, pages = null) {
  const ownList = list;
  const { engine: { shown }, results: { isMarked, result } } = await parts();
  const batch = await shown(own, list.count, Math.min(list.count + list.next, list.total), (text) => isMarked(text, list.wanted));
  const offers = await pages;
  if (own !== turn || ownList !== list) return;
  if (offers) {
    showCorrection(list.correction);
    showPages(...offers);
  }
  const { count: from, total, wanted, query, early } = list;
  list.count += batch.length;
  const first = early || (!from && list.count < Math.min(PAGE, total)); // more follow at once
  showResults(batch.map((one) => result(one, wanted, query)), { from, total, more: first });
  list.next = PAGE - (list.count % PAGE);
  more.hidden = list.count >= list.total;
}

// --- What the reader does ---

let state = fromAddress();

let left = history.state; // {count, top}: the results shown and the place in them when the reader left this address

/** Notes the place in the results, for a reader who comes back. */
const leave = () => history.replaceState({ count: list.count, top: scrollY }, "");

let drafting = false; // whether the last address is of a query that is being typed

function show(next) {
  state = next;
  drafting = false;
  box.value = state.query;
  form.elements.sort.value = state.sort;
  run(state);
}

function commit(next) {
  const address = toAddress(next);
  if (address !== (location.search || location.pathname)) {
    leave();
    history.pushState(null, "", address);
  }
  show(next);
}

let timer;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const previous = state;
    state = { ...state, query: box.value.trim(), exact: false };
    // The first keystroke after a search adds an address and the next ones replace it, so that the back button leads to
    // the previous search.
    if (drafting || isIdle(previous)) history.replaceState(null, "", toAddress(state));
    else if (toAddress(state) !== toAddress(previous)) {
      leave();
      history.pushState(null, "", toAddress(state));
    }
    drafting = true;
    left = null;
    run(state, true);
  }, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  const next = { ...state, query: box.value.trim(), exact: false };
  if (drafting) history.replaceState(null, "", toAddress(next));
  commit(next);
});
form.addEventListener("change", ({ target }) => {
  if (target.type === "checkbox") commit(toggle(state, target));
  else if (target.name === "sort") commit({ ...state, sort: target.value });
});
more.addEventListener("click", async () => {
  const first = list.count;
  await ofLast(() => showMore(turn));
  page.querySelectorAll(".cf-search__results a")[first]?.focus();
});
page.querySelector(".cf-search__older").addEventListener("click", () => {
  all = true;
  run(state);
});
page.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...page.querySelectorAll(".cf-search__pages a, .cf-search__results a")];
  const at = event.target === box ? -1 : links.indexOf(event.target);
  if (!step || !links.length || (at < 0 && event.target !== box)) return;
  event.preventDefault();
  (links[at + step] ?? (step < 0 ? box : links.at(-1))).focus();
});
addEventListener("popstate", (event) => {
  left = event.state;
  show(fromAddress());
});
addEventListener("pagehide", leave);

start(isIdle(searched(state)));
show(state);
