// The search page: its state lives in the address, Pagefind answers, search-view.js shows.
import { bound, showDates, within } from "./search-dates.js";
import { named, nearest } from "./search-names.js";
import { announce, fail, showFilters, showPages, showResults, start, words } from "./search-view.js";

const { plain, unspaced } = globalThis.clipfile; // marks.js
const FILTERS = ["topic", "person", "place", "organization", "source", "language"];
const SORTS = { newest: { date: "desc" }, oldest: { date: "asc" } };
const PAGE = 10;
const PAUSE = 150; // milliseconds without a keystroke before a search starts

const page = document.querySelector(".cf-search");
const form = page.querySelector("form");
const box = form.elements.q;
const names = new URL("data/names/", new URL(page.dataset.root, location.href));
const more = page.querySelector(".cf-search__more");

let turn = 0; // the number of the latest search; an answer to an earlier one is dropped
let loading; // Pagefind, once asked for
let shown = { results: [], count: 0 };

// --- State: {query, sort, filters: {name: [values]}, from, to} ---

function fromAddress() {
  const params = new URLSearchParams(location.search);
  const chosen = FILTERS.map((name) => [name, params.getAll(name)]).filter(([, values]) => values.length);
  const [query, sort, from, to] = ["q", "sort", "from", "to"].map((name) => params.get(name) ?? "");
  return { query, sort, filters: Object.fromEntries(chosen), from: bound(from), to: bound(to) };
}

function toAddress({ query, sort, filters, from, to }) {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => params.append(name, value));
  for (const [name, value] of Object.entries({ from, to, sort })) if (value) params.set(name, value);
  const text = params.toString();
  return text ? `?${text}` : location.pathname;
}

const without = (filters, name) => Object.fromEntries(Object.entries(filters).filter(([one]) => one !== name));

/** The state with one value of a filter chosen or taken back. */
function toggled({ filters, ...rest }, { name, value, checked }) {
  const values = (filters[name] ?? []).filter((one) => one !== value).concat(checked ? value : []);
  const others = without(filters, name);
  return { ...rest, filters: values.length ? { ...others, [name]: values } : others };
}

// --- Pagefind ---

function pagefind() {
  // Loaded on the first use: a reader who does not search pays nothing.
  const address = new URL(page.dataset.index, location.href);
  loading ??= import(address).then(async (engine) => {
    await engine.options({ excerptLength: 32 });
    await engine.init();
    // A large archive is indexed in parts.
    const parts = await fetch(new URL("parts.json", address)).then((answer) => answer.json());
    await Promise.all(parts.map((part) => engine.mergeIndex(new URL(part, address).href)));
    return engine;
  });
  return loading;
}

const dated = ({ from, to }) => Boolean(from || to);

/** The options of a search. Values of one filter widen it, filters among themselves narrow it. */
async function optionsFor(engine, state, sort = {}) {
  const any = Object.fromEntries(Object.entries(state.filters).map(([name, values]) => [name, { any: values }]));
  if (!dated(state)) return { filters: any, sort };
  const { month = {} } = await engine.filters();
  const months = Object.keys(month).filter((one) => within(one, state));
  // Where the range holds no month, neither may the answer hold an article.
  return { filters: { ...any, month: { any: months.length ? months : ["-"] } }, sort };
}

// Scripts without spaces are indexed letter by letter (generator/search_words.py) and found as a phrase.
const runs = new RegExp(`${unspaced.source}+`, "gu");

/** The query as the index wants it; null for everything. */
function wanted(query) {
  const apart = query.replace(runs, (run) => [...run].join(" "));
  const phrase = apart !== query && !query.replace(runs, "").trim();
  return phrase ? `"${apart}"` : apart || null;
}

async function countsFor(engine, state, answer) {
  // What is chosen in a filter must not hide its other values, so it is counted without that choice.
  const counts = { ...answer.filters };
  for (const name of Object.keys(state.filters)) {
    const options = await optionsFor(engine, { ...state, filters: without(state.filters, name) });
    counts[name] = (await engine.search(wanted(state.query), options)).filters[name] ?? {};
  }
  if (dated(state)) {
    const options = await optionsFor(engine, { ...state, from: "", to: "" });
    counts.month = (await engine.search(wanted(state.query), options)).filters.month;
  }
  return counts;
}

const isIdle = ({ query, filters, ...range }) => !query && !Object.keys(filters).length && !dated(range);

async function run(state) {
  const mine = ++turn;
  const idle = isIdle(state);
  if (!idle) announce(words.search_loading);
  try {
    const engine = await pagefind();
    const options = await optionsFor(engine, state, SORTS[state.sort]);
    const answer = await engine.search(wanted(state.query), options);
    if (mine !== turn) return;
    shown = { results: idle ? [] : answer.results, count: 0 };
    const pages = named(names, state.query);
    await showMore(mine, idle, pages);
    // After the results: filters are the larger part of the index.
    await engine.filters();
    const complete = await engine.search(wanted(state.query), options);
    const counts = await countsFor(engine, state, complete);
    if (mine !== turn) return;
    showFilters(FILTERS.filter((name) => counts[name]).map((name) => [name, counts[name]]), state.filters);
    showDates(counts.month ?? {}, state, (range) => commit({ ...state, ...range }));
  } catch (error) {
    console.warn(error);
    if (mine === turn) fail();
  }
}

/** Whether the answers hold every word of the query: Pagefind also answers with words that only begin alike. */
function literal(query, answers) {
  const texts = answers.map(({ meta, excerpt }) => plain(`${meta.title} ${excerpt}`));
  const hits = (word) => texts.some((text) => text.includes(word));
  return answers.length > 0 && (plain(query).match(/[\p{L}\p{N}]+/gu) ?? []).every(hits);
}

/** Pages that have the name which the reader types; where nothing else has it, those of the nearest spelling. */
async function offersFor(query, same, answers) {
  if (same.length || literal(query, answers)) return [same, "search_pages"];
  return [await nearest(names, query), "search_meant"];
}

/** Shows the next results, and where `pages` are given, the pages that the query may mean, at once. */
async function showMore(mine, idle = false, pages = null) {
  const next = shown.results.slice(shown.count, shown.count + PAGE);
  const found = await Promise.all(next.map((result) => result.data()));
  const offers = pages && (await offersFor(state.query, await pages, found));
  if (mine !== turn) return;
  if (offers) showPages(...offers);
  showResults(found, { from: shown.count, total: shown.results.length, idle, query: state.query });
  shown.count += found.length;
  more.hidden = shown.count >= shown.results.length;
}

// --- What the reader does ---

let state = fromAddress();

function show(next) {
  state = next;
  box.value = state.query;
  form.elements.sort.value = state.sort;
  run(state);
}

function commit(next) {
  const address = toAddress(next);
  if (address !== (location.search || location.pathname)) history.pushState(null, "", address);
  show(next);
}

let timer;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    state = { ...state, query: box.value.trim() };
    // Each keystroke replaces the last; the back button leads to the search before this one.
    history.replaceState(null, "", toAddress(state));
    run(state);
  }, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  commit({ ...state, query: box.value.trim() });
});
form.addEventListener("change", ({ target }) => {
  if (target.type === "checkbox") commit(toggled(state, target));
  else if (target.name === "sort") commit({ ...state, sort: target.value });
});
form.addEventListener("clearfilters", () => commit({ ...state, filters: {}, from: "", to: "" }));
more.addEventListener("click", async () => {
  const first = shown.count;
  await showMore(turn);
  page.querySelectorAll(".cf-search__results a")[first]?.focus();
});
page.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...page.querySelectorAll(".cf-search__pages a, .cf-search__results a")];
  const at = event.target === box ? -1 : links.indexOf(event.target);
  if (!step || !links.length || (at < 0 && event.target !== box)) return;
  event.preventDefault();
  (links[at + step] ?? (step < 0 ? box : links.at(-1))).focus();
});
addEventListener("popstate", () => show(fromAddress()));

start(isIdle(state));
if (isIdle(state)) box.addEventListener("focus", () => run(state), { once: true });
else show(state);
