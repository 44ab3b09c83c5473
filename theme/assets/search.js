// The search page. Its state is in the address; search-index.js answers, and search-view.js shows the answers.
import { bound, showDates } from "./search-dates.js";
import { open, request, results } from "./search-index.js";
import { matchingNames, nearestNames } from "./search-names.js";
import { announce, fail, showFilters, showOlder, showPages, showResults, start, words } from "./search-view.js";

const { plain } = globalThis.clipfile; // marks.js
const FILTERS = ["topic", "person", "place", "organization", "tag", "source", "language"];
const PAGE = 10;
const PAUSE = 150; // milliseconds without a keystroke before a search starts

const page = document.querySelector(".cf-search");
const form = page.querySelector("form");
const box = form.elements.q;
const names = new URL("data/names/", new URL(page.dataset.root, location.href));
const more = page.querySelector(".cf-search__more");

let turn = 0; // the number of the latest search; answers to earlier ones are dropped
let list = { total: 0, count: 0 }; // results, and how many of them the page shows
let all = false; // whether the reader asked for the articles that are not searched at first

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

const without = (filters, name) => Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));

/** The state with one value of a filter chosen or removed. */
function toggle({ filters, ...rest }, { name, value, checked }) {
  const values = (filters[name] ?? []).filter((other) => other !== value).concat(checked ? value : []);
  const others = without(filters, name);
  return { ...rest, filters: values.length ? { ...others, [name]: values } : others };
}

// --- Answers: some results early, then all results, then the counts of the filters ---

const isIdle = ({ query, filters, from, to }) => !query && !Object.keys(filters).length && !from && !to;

function run(state) {
  turn += 1;
  if (!isIdle(state)) announce(words.search_loading);
  open(new URL(page.dataset.index, location.href).href, take);
  request(turn, state, all);
}

function take({ kind, turn: answeredTurn = turn, ...answer }) {
  if (answeredTurn !== turn) return;
  if (kind === "failed") {
    console.warn(answer.why);
    fail();
  } else if (kind === "counts") {
    const { counts } = answer;
    showFilters(FILTERS.filter((name) => counts[name]).map((name) => [name, counts[name]]), state.filters);
    showDates(counts.month ?? {}, state, (range) => commit({ ...state, ...range }));
  } else {
    showAnswer(answer, kind === "first");
  }
}

async function showAnswer({ total, older }, more) {
  const idle = isIdle(state);
  list = { total: idle ? 0 : total, count: 0, more };
  showOlder(idle || more ? 0 : older);
  await showMore(turn, idle, matchingNames(names, state.query));
}

/** Whether the answers contain every word of the query: Pagefind also answers with words that only share a beginning. */
function containsQuery(query, answers) {
  const texts = answers.map(({ meta, excerpt }) => plain(`${meta.title} ${excerpt}`));
  const hits = (word) => texts.some((text) => text.includes(word));
  return answers.length > 0 && (plain(query).match(/[\p{L}\p{N}]+/gu) ?? []).every(hits);
}

/** Pages with the name that the reader types, or with the nearest spelling if nothing contains the name. */
async function offersFor(query, exact, answers) {
  if (exact.length || list.more || containsQuery(query, answers)) return [exact, "search_pages"];
  return [await nearestNames(names, query), "search_meant"];
}

/** Shows the next results and, if `pages` is given, the pages that the query may mean. */
async function showMore(ownTurn, idle = false, pages = null) {
  const ownList = list;
  const batch = await results(ownTurn, list.count, Math.min(list.count + PAGE, list.total));
  const offers = pages && (await offersFor(state.query, await pages, batch));
  if (ownTurn !== turn || ownList !== list) return;
  if (offers) showPages(...offers);
  showResults(batch, { from: list.count, total: list.total, idle, query: state.query, more: list.more });
  list.count += batch.length;
  more.hidden = list.count >= list.total;
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
    // A keystroke replaces the last address, so that the back button leads to the previous search.
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
  if (target.type === "checkbox") commit(toggle(state, target));
  else if (target.name === "sort") commit({ ...state, sort: target.value });
});
form.addEventListener("clearfilters", () => commit({ ...state, filters: {}, from: "", to: "" }));
more.addEventListener("click", async () => {
  const first = list.count;
  await showMore(turn);
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
addEventListener("popstate", () => show(fromAddress()));

start(isIdle(state));
if (isIdle(state)) box.addEventListener("focus", () => run(state), { once: true });
else show(state);
