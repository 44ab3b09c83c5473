// The search page: its state lives in the address, Pagefind answers, search-view.js shows.
import { announce, fail, showFilters, showResults, start, words } from "./search-view.js";

const FILTERS = ["year", "topic", "person", "place", "organization", "source", "language"];
const SORTS = { newest: { date: "desc" }, oldest: { date: "asc" } };
const PAGE = 10;
const PAUSE = 150; // milliseconds without a keystroke before a search starts

const page = document.querySelector(".cf-search");
const form = page.querySelector("form");
const box = form.elements.q;
const more = page.querySelector(".cf-search__more");

let turn = 0; // the number of the latest search; an answer to an earlier one is dropped
let loading; // Pagefind, once asked for
let shown = { results: [], count: 0 };

// --- State: {query, sort, filters: {name: [values]}} ---

function fromAddress() {
  const params = new URLSearchParams(location.search);
  const chosen = FILTERS.map((name) => [name, params.getAll(name)]).filter(([, values]) => values.length);
  return { query: params.get("q") ?? "", sort: params.get("sort") ?? "", filters: Object.fromEntries(chosen) };
}

function toAddress({ query, sort, filters }) {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => params.append(name, value));
  if (sort) params.set("sort", sort);
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

// Values of one filter widen the search, filters among themselves narrow it.
const anyOf = (filters) =>
  Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));

async function countsFor(engine, { query, filters }, answer) {
  // What is chosen in a filter must not hide its other values, so it is counted without that choice.
  const counts = { ...answer.filters };
  for (const name of Object.keys(filters)) {
    const others = await engine.search(query || null, { filters: anyOf(without(filters, name)) });
    counts[name] = others.filters[name] ?? {};
  }
  return FILTERS.filter((name) => counts[name]).map((name) => [name, counts[name]]);
}

const isIdle = ({ query, filters }) => !query && !Object.keys(filters).length;

async function run(state) {
  const mine = ++turn;
  const idle = isIdle(state);
  if (!idle) announce(words.search_loading);
  try {
    const engine = await pagefind();
    const options = { filters: anyOf(state.filters), sort: SORTS[state.sort] ?? {} };
    const answer = await engine.search(state.query || null, options);
    if (mine !== turn) return;
    shown = { results: idle ? [] : answer.results, count: 0 };
    await showMore(mine, idle);
    // After the results: filters are the larger part of the index.
    await engine.filters();
    const complete = await engine.search(state.query || null, options);
    const counts = await countsFor(engine, state, complete);
    if (mine === turn) showFilters(counts, state.filters);
  } catch (error) {
    console.warn(error);
    if (mine === turn) fail();
  }
}

async function showMore(mine, idle = false) {
  const next = shown.results.slice(shown.count, shown.count + PAGE);
  const found = await Promise.all(next.map((result) => result.data()));
  if (mine !== turn) return;
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
form.addEventListener("clearfilters", () => commit({ ...state, filters: {} }));
more.addEventListener("click", async () => {
  const first = shown.count;
  await showMore(turn);
  page.querySelectorAll(".cf-search__results a")[first]?.focus();
});
page.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...page.querySelectorAll(".cf-search__results a")];
  const at = event.target === box ? -1 : links.indexOf(event.target);
  if (!step || !links.length || (at < 0 && event.target !== box)) return;
  event.preventDefault();
  (links[at + step] ?? (step < 0 ? box : links.at(-1))).focus();
});
addEventListener("popstate", () => show(fromAddress()));

start();
if (isIdle(state)) box.addEventListener("focus", () => run(state), { once: true });
else show(state);
