// Draws the search page: results, chosen filters, filters, counts. It does not use the index.
export const words = JSON.parse(document.getElementById("search-strings").textContent);
const plural = new Intl.PluralRules(words.language);
export const numbers = new Intl.NumberFormat(words.language, { useGrouping: "always", numberingSystem: "latn" }); // as on the pages
const months = new Intl.DateTimeFormat(words.language, { year: "numeric", month: "long", timeZone: "UTC" });
const days = new Intl.DateTimeFormat(words.language, { dateStyle: "long", timeZone: "UTC" });

const VALUES = 8; // values of a filter shown at first
const MOST = 200; // values shown after "Show all"
export const SLOW = 2500; // milliseconds after which a search says that it is running

const page = document.querySelector(".cf-search");
const part = (name) => page.querySelector(`.cf-search__${name}`);
const parts = ["status", "fallback", "results", "filters", "sort", "pages", "dates", "older", "chips", "corrected", "show"];
const [status, fallback, results, filters, sort, pages, dates, older, chips, corrected, show] = parts.map(part);
const heading = page.querySelector(".cf-search__main .cf-unseen");
// Folder of a page → the name of the filter for its kind.
const KINDS = { topics: "topic", people: "person", organizations: "organization", places: "place", tags: "tag", collections: "collection", sources: "source", dates: "date" };
export const root = new URL(page.dataset.root, location.href);
const opened = new Map(); // filter for which the reader chose "Show all" → whether its values are loaded
const wide = matchMedia("(min-width: 60em)");

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** A text that depends on a number, which replaces {n}. */
export const counted = (key, number) =>
  (words[`${key}_${plural.select(number)}`] ?? words[`${key}_other`] ?? "").replace("{n}", numbers.format(number));

/** A date written out; of some only the month ("1974-05") or the year ("1896") is known. */
export function longDate(day) {
  if (/^\d{4}-\d\d$/.test(day)) return months.format(new Date(`${day}-01T00:00:00Z`));
  const date = new Date(`${day}T00:00:00Z`);
  return day.length < 10 || Number.isNaN(date.valueOf()) ? day : days.format(date);
}

/** Opens the filters if they fit next to the results. If nothing is searched, shows the links to browse the archive. */
export function start(idle) {
  fallback.hidden = !idle;
  filters.open = wide.matches;
  wide.addEventListener("change", () => (filters.open = wide.matches));
  show.addEventListener("click", closeSheet);
  filters.addEventListener("keydown", (event) => event.key === "Escape" && !wide.matches && closeSheet());
}

/** On a narrow screen the filters are a sheet over the results. */
function closeSheet() {
  filters.open = false;
  filters.querySelector("summary").focus({ preventScroll: true });
}

let waiting;

/** Says something in the line above the results, at once or only if nothing else is said for a while. */
export function announce(text, later = 0) {
  clearTimeout(waiting);
  status.textContent = later ? "" : text;
  if (later) waiting = setTimeout(() => (status.textContent = text), later);
}

export function fail() {
  announce("");
  part("hint").textContent = words.search_failed;
  fallback.hidden = false;
  sort.hidden = filters.hidden = dates.hidden = true;
}

const howMany = (total) => (total ? counted("search_found", total) : words.search_nothing);

/**
 * Adds results to the list, or starts a new list if `from` is 0. `more`: older articles are still being searched; `nothing`
 * says why there are none.
 */
export function showResults(items, { from, total, idle, more, nothing }) {
  const focused = results.contains(document.activeElement) && document.activeElement.getAttribute("href");
  heading.hidden = idle || !total;
  fallback.hidden = !idle && total > 0;
  if (more) announce(words.search_older, SLOW);
  else announce(idle ? "" : (nothing ?? howMany(total)));
  show.textContent = idle || !total ? words.search_close : counted("search_show", total);
  if (from) results.append(...items);
  else results.replaceChildren(...items);
  // The result that had the focus gets it back.
  if (focused && !from) results.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}

/** Shows the button that searches `count` more articles; hides it for 0. */
export function showOlder(count) {
  older.hidden = !count;
  older.textContent = words.search_all.replace("{n}", numbers.format(count));
}

/** A text in whose place {key} nodes are put. */
const filled = (text, values) => text.split(/(\{\w+\})/).map((piece) => values[piece.slice(1, -1)] ?? piece);

/** Says that other words were searched than those that were typed, and links to these; null for nothing. */
export function showCorrection(correction) {
  corrected.hidden = !correction;
  if (!correction) return corrected.replaceChildren();
  const better = element("strong", { dir: "auto" }, correction.better);
  const typed = element("a", { href: correction.address, dir: "auto" }, correction.query);
  return corrected.replaceChildren(...filled(words.search_corrected, { words: better }), " ", ...filled(words.search_instead, { words: typed }));
}

/** Shows pages that the query may mean, or the nearest spellings; `label` is the key of their heading. */
export function showPages(offers, label) {
  const items = offers.map(({ name, url, count, form }) => {
    const kind = words[`filter_${KINDS[url.split("/")[0]]}`];
    const link = element("a", { href: new URL(url, root).href, dir: "auto" }, name);
    const facts = [form && form !== name ? words.search_alias.replace("{name}", form) : "", kind, numbers.format(count)];
    return element("li", {}, link, " ", element("span", { className: "cf-count" }, facts.filter(Boolean).join(" · ")));
  });
  pages.hidden = !items.length;
  pages.replaceChildren(element("h2", {}, words[label]), element("ul", {}, ...items));
}

// --- Filters ---

/** Shows a button for each filter that is chosen, at every width; `remove` is called with {name, value}. */
export function showChips(chosen, range, remove) {
  const focused = chips.contains(document.activeElement);
  const each = Object.entries(chosen).flatMap(([name, values]) => values.map((value) => ({ name, value })));
  if (range) each.push({ name: "date", value: range });
  const items = each.map((filter) => {
    const label = `${words[`filter_${filter.name}`] ?? words.search_date}: `;
    const button = element("button", { type: "button" }, element("span", { className: "cf-soft" }, label), element("span", { dir: "auto" }, filter.value), " ✕");
    button.setAttribute("aria-label", words.search_remove.replace("{name}", label + filter.value));
    button.addEventListener("click", () => remove(filter));
    return element("li", {}, button);
  });
  if (items.length > 1) {
    const clear = element("button", { type: "button" }, words.search_clear);
    clear.addEventListener("click", () => remove(null));
    items.push(element("li", {}, clear));
  }
  chips.hidden = !items.length;
  chips.replaceChildren(...items);
  if (focused) (chips.querySelector("button") ?? page.querySelector("[data-search-box]")).focus();
  const count = filters.querySelector("summary .cf-count");
  count.textContent = each.length ? numbers.format(each.length) : "";
}

/** Redraws the filters: `counts` is [[name, {value: count}]], `chosen` {name: [values]}; `load(name)` counts all values. */
export function showFilters(counts, chosen, load) {
  const focused = document.activeElement?.dataset?.key;
  const groups = counts.map(([name, values]) => group(name, values, chosen[name] ?? [], load)).filter(Boolean);
  filters.querySelector(".cf-search__groups").replaceChildren(...groups);
  if (focused) filters.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function group(name, values, chosen, load) {
  const byCount = (a, b) => b[1] - a[1] || a[0].localeCompare(b[0]);
  const all = Object.entries({ ...Object.fromEntries(chosen.map((value) => [value, 0])), ...values })
    .filter(([value, count]) => count || chosen.includes(value))
    .sort(byCount);
  if (!all.length) return null;
  const first = all.filter(([value], place) => place < VALUES || chosen.includes(value));
  const list = opened.has(name) ? all.slice(0, MOST) : first;
  const set = element("fieldset", {}, element("legend", {}, words[`filter_${name}`] ?? name));
  set.append(...list.map(([value, count]) => choice(name, value, count, chosen)));
  if (!opened.has(name) && all.length > first.length) set.append(showAll(name, chosen, load));
  return set;
}

function choice(name, value, count, chosen) {
  const box = element("input", { type: "checkbox", name, value, checked: chosen.includes(value) });
  box.dataset.key = `${name}=${value}`;
  const number = element("span", { className: "cf-count" }, numbers.format(count));
  return element("label", {}, box, element("span", { dir: "auto" }, value), number);
}

function showAll(name, chosen, load) {
  const button = element("button", { type: "button" }, words.search_values);
  button.addEventListener("click", async () => {
    opened.set(name, true);
    const values = await load(name);
    if (!values) return; // the search has begun again
    const fieldset = group(name, values, chosen, load);
    button.closest("fieldset")?.replaceWith(fieldset);
    fieldset.querySelectorAll("input")[VALUES]?.focus();
  });
  return button;
}
