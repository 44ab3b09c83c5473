// Suggestions below the search box of every page: years, names, topics, headlines. clipfile.js loads this when a reader
// first enters the box.
import "./marks.js";
import { KINDS, catalogFile, open, partOf, summary, upToDate } from "./search-catalog.js";
import { dateOffers, isTelling, matchingNames } from "./search-names.js";
const { partsOf } = globalThis.clipfile; // marks.js

const PAUSE = 80; // milliseconds without a keystroke
const NAMES = 5;
const TITLES = 4;

const box = document.querySelector(".cf-find [data-search-box]");
const form = box.form;
const words = JSON.parse(form.dataset.words);
const root = new URL(form.dataset.root, location.href);
const { lang } = document.documentElement;
const list = Object.assign(document.createElement("ul"), { className: "cf-suggest", hidden: true });
list.setAttribute("aria-label", words.suggestions);
form.append(list);
open(new URL("search-index/", root).href);

/** The newest articles with a word in the headline that begins with each word typed. */
async function titlesFor(query) {
  const typed = partsOf(query);
  const wanted = typed.map(({ folded }) => folded);
  const longest = typed.toSorted((a, b) => b.folded.length - a.folded.length)[0];
  if (!longest) return [];
  const { titles: parts } = await summary();
  const known = longest.letters ? [2, 1] : [4, 2];
  const beginning = longest.folded.slice(0, known.find((length) => longest.folded.length >= length));
  const [listed, beginnings] = await catalogFile(`titles/${partOf(beginning, parts)}`);
  const found = (beginnings[beginning] ?? []).map((number) => listed[number]);
  const fits = (title) => {
    const own = partsOf(title);
    return wanted.every((word) => own.some(({ folded, letters: run }) => (run ? folded.includes(word) : folded.startsWith(word))));
  };
  return found.filter(([title]) => fits(title)).slice(0, TITLES);
}

function item(name, url, note) {
  const link = Object.assign(document.createElement("a"), { href: new URL(url, root).href, textContent: name, dir: "auto" });
  const kind = Object.assign(document.createElement("span"), { className: "cf-count", textContent: note });
  const node = document.createElement("li");
  node.append(link, " ", kind);
  return node;
}

let turn = 0;

async function suggest() {
  const own = (turn += 1);
  const query = box.value.trim();
  if (!isTelling(query, lang)) return close();
  const months = /\p{Nd}{4}/u.test(query) ? upToDate(summary).then((known) => known.months, () => []) : [];
  const [dates, names, titles] = await Promise.all([
    Promise.resolve(months).then((known) => dateOffers(query, known, lang)),
    matchingNames(new URL("data/names/", root), query),
    upToDate(() => titlesFor(query)).catch(() => []),
  ]);
  if (own !== turn) return;
  const pages = [...dates, ...names].slice(0, NAMES).map(({ name, url, form }) => {
    const why = form && form !== name ? words.alias.replace("{name}", () => form) : "";
    return item(name, url, [why, words[KINDS[url.split("/")[0]]]].filter(Boolean).join(" · "));
  });
  const articles = titles.map(([title, url, date]) => item(title, url, date.slice(0, 4)));
  list.replaceChildren(...pages, ...articles);
  list.hidden = !list.children.length;
}

function close() {
  turn += 1;
  list.hidden = true;
}

let timer;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, PAUSE);
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !list.hidden) {
    close();
    box.focus();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || list.hidden) return;
  const links = [box, ...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  links[(at + step + links.length) % links.length].focus();
});
form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || close());
if (box.value) suggest();
