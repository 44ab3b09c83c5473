// Draws the search page: results, filters, and counts. It does not use the index.
const { plain, unspaced } = globalThis.clipfile; // marks.js

export const words = JSON.parse(document.getElementById("search-strings").textContent);

const VALUES = 8; // values of a filter shown at first
const MOST = 200; // values shown after "Show all"

const page = document.querySelector(".cf-search");
const part = (name) => page.querySelector(`.cf-search__${name}`);
const parts = ["status", "fallback", "results", "filters", "sort", "pages", "dates", "older"];
const [status, fallback, results, filters, sort, pages, dates, older] = parts.map(part);
const heading = page.querySelector(".cf-search__main h2");
const plural = new Intl.PluralRules(words.language);
export const numbers = new Intl.NumberFormat(words.language);
const months = new Intl.DateTimeFormat(words.language, { year: "numeric", month: "long", timeZone: "UTC" });
const days = new Intl.DateTimeFormat(words.language, { dateStyle: "long", timeZone: "UTC" });
const APART = new RegExp(`(?<=${unspaced.source}(?:</mark>)?) (?=(?:<mark>)?${unspaced.source})`, "gu");
// Folder of a page → the name of the filter for its kind.
const KINDS = { topics: "topic", people: "person", organizations: "organization", places: "place", tags: "tag", collections: "collection", sources: "source" };
const root = new URL(page.dataset.root, location.href);
const opened = new Set(); // filters for which the reader chose "Show all"

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** Opens the filters if they fit next to the results. If nothing is searched, shows the links to browse the archive. */
export function start(idle) {
  fallback.hidden = !idle;
  filters.open = matchMedia("(min-width: 60em)").matches;
}

export function announce(text) {
  status.textContent = text;
}

export function fail() {
  announce("");
  part("hint").textContent = words.search_failed;
  fallback.hidden = false;
  sort.hidden = filters.hidden = dates.hidden = true;
}

function howMany(total) {
  if (!total) return words.search_nothing;
  const text = words[`search_found_${plural.select(total)}`] ?? words.search_found_other;
  return text.replace("{n}", numbers.format(total));
}

/** Adds results to the list, or starts a new list if `from` is 0. `more`: older articles are still being searched. */
export function showResults(answers, { from, total, idle, query, more }) {
  const focused = results.contains(document.activeElement) && document.activeElement.getAttribute("href");
  heading.hidden = idle || !total;
  fallback.hidden = !idle && total > 0;
  announce(idle ? "" : more ? words.search_older : howMany(total));
  const items = answers.map((answer) => result(answer, query));
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

/** Shows pages that the query may mean, or the nearest spellings; `label` is the key of their heading. */
export function showPages(offers, label) {
  const items = offers.map(({ name, url, count }) => {
    const kind = words[`filter_${KINDS[url.split("/")[0]]}`];
    const link = element("a", { href: new URL(url, root).href, dir: "auto" }, name);
    return element("li", {}, link, " ", element("span", { className: "cf-count" }, `${kind} · ${numbers.format(count)}`));
  });
  pages.hidden = !items.length;
  pages.replaceChildren(element("h2", {}, words[label]), element("ul", {}, ...items));
}

function result({ url, meta, excerpt, filters: values }, query) {
  const facts = [meta.date && element("time", { dateTime: meta.date }, longDate(meta.date))];
  facts.push(...[values.place?.[0], values.source?.[0]].map((name) => name && element("span", {}, name)));
  // The article marks the words that follow "#q=" (article.js).
  const href = query ? `${url}#q=${encodeURIComponent(query)}` : url;
  const link = element("a", { href }, ...highlighted(unspace(meta.title), query));
  const picture = meta.image && element("img", { src: new URL(meta.image, root).href, alt: "", loading: "lazy" });
  return element(
    "li",
    {},
    ...(picture ? [picture] : []),
    element("p", { className: "cf-where" }, ...facts.filter(Boolean)),
    element("h3", { dir: "auto" }, link),
    element("p", { dir: "auto" }, ...excerptNodes(unspace(excerpt))),
  );
}

/** A headline as nodes, with words marked that begin with a word of the query. */
function highlighted(title, query) {
  const wanted = plain(query).match(/[\p{L}\p{N}]+/gu) ?? [];
  const hit = (word) => wanted.some((start) => plain(word).startsWith(start));
  return title.split(/([\p{L}\p{M}\p{N}]+)/u).map((word) => (word && hit(word) ? element("mark", {}, word) : word));
}

/** A text of the index without the spaces that generator/site/search/spacing.py added between letters. */
const unspace = (text) => text.replace(APART, "");

/** A date written out; of some only the month ("1974-05") or the year ("1896") is known. */
function longDate(day) {
  if (/^\d{4}-\d\d$/.test(day)) return months.format(new Date(`${day}-01T00:00:00Z`));
  const date = new Date(`${day}T00:00:00Z`);
  return day.length < 10 || Number.isNaN(date.valueOf()) ? day : days.format(date);
}

/** An excerpt as text and <mark> nodes; other markup is dropped. */
function excerptNodes(excerpt) {
  const nodes = new DOMParser().parseFromString(excerpt, "text/html").body.childNodes;
  return [...nodes].map((node) => (node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent));
}

/** Redraws the filters: `counts` is [[name, {value: count}]], `chosen` {name: [values]}. */
export function showFilters(counts, chosen) {
  const focused = document.activeElement?.dataset?.key;
  const groups = counts.map(([name, values]) => group(name, values, chosen[name] ?? [])).filter(Boolean);
  const clear = element("button", { type: "button" }, words.search_clear);
  clear.addEventListener("click", () => filters.closest("form").dispatchEvent(new Event("clearfilters")));
  filters.lastElementChild.replaceChildren(...(Object.keys(chosen).length ? [clear] : []), ...groups);
  if (focused) filters.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function group(name, values, chosen) {
  const byCount = (a, b) => b[1] - a[1] || a[0].localeCompare(b[0]);
  const all = Object.entries({ ...Object.fromEntries(chosen.map((value) => [value, 0])), ...values })
    .filter(([value, count]) => count || chosen.includes(value))
    .sort(byCount);
  if (!all.length) return null;
  const first = all.filter(([value], place) => place < VALUES || chosen.includes(value));
  const list = opened.has(name) ? all.slice(0, MOST) : first;
  const set = element("fieldset", {}, element("legend", {}, words[`filter_${name}`] ?? name));
  set.append(...list.map(([value, count]) => choice(name, value, count, chosen)));
  if (list.length < Math.min(all.length, MOST)) set.append(showAll(name, all.length, [name, values, chosen]));
  return set;
}

function choice(name, value, count, chosen) {
  const box = element("input", { type: "checkbox", name, value, checked: chosen.includes(value) });
  box.dataset.key = `${name}=${value}`;
  const number = element("span", { className: "cf-count" }, numbers.format(count));
  return element("label", {}, box, element("span", { dir: "auto" }, value), number);
}

function showAll(name, total, again) {
  const button = element("button", { type: "button" }, words.search_show_all.replace("{n}", numbers.format(total)));
  button.addEventListener("click", () => {
    opened.add(name);
    const fieldset = group(...again);
    button.closest("fieldset").replaceWith(fieldset);
    fieldset.querySelectorAll("input")[VALUES]?.focus();
  });
  return button;
}
