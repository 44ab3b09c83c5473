// Results as elements: facts, headline, and an excerpt in whole sentences around the words that were found.
import { element, longDate, root } from "./search-view.js";
const { APART, fold, wordsOf } = globalThis.clipfile; // marks.js

const ENOUGH = 150; // columns after which no further sentence is added
const MOST = 280; // columns; a longer sentence is cut
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff65]/gu; // two columns wide
const LETTER = /\P{M}\p{M}*/gu;
// A full stop after these does not end a sentence.
const ABBREVIATED = /(?:\b\p{L}\.|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|St|No|Jr|Sr|Inc|Co|Corp|Ltd|vs|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Nr|Mme|Mlle|z\.B|d\.h)\.)\s*$/u;

const width = (text) => text.length + (text.match(WIDE)?.length ?? 0);

/** The sentences of a line of text. */
function sentences(line, language) {
  let parts;
  try {
    parts = [...new Intl.Segmenter(language || "en", { granularity: "sentence" }).segment(line)].map(({ segment }) => segment);
  } catch {
    parts = line.split(/(?<=[.!?。！？…]["”’»」』)]*)\s+/u); // no such language, or an old browser
  }
  const whole = [];
  for (const part of parts) {
    if (whole.length && ABBREVIATED.test(whole.at(-1))) whole.push(whole.pop() + part);
    else whole.push(part);
  }
  return whole;
}

/** Where words of a text are marked: [[start, end]]. `wanted` is {words: Set, runs: [text]}, all folded. */
export function marksIn(text, { words, runs }) {
  return wordsOf(text).flatMap(({ text: word, folded, letters, place }) => {
    if (letters) return runsIn(word, runs).map(([start, end]) => place(start, end));
    if (words.has(folded.replace(APART, ""))) return [place(0, word.length)];
    const parts = [...word.matchAll(/[^-‐‑,.'’ ]+/g)].filter(([part]) => words.has(fold(part)));
    return parts.map(({ 0: part, index }) => place(index, index + part.length));
  });
}

/** The occurrences of searched runs of letters in a run of a text. */
function runsIn(word, runs) {
  const letters = word.match(LETTER);
  const ends = letters.map(((sum) => (letter) => (sum += letter.length))(0));
  const foldedLetters = letters.map(fold);
  const folded = foldedLetters.join("");
  const found = [];
  for (const run of runs) {
    for (let from = folded.indexOf(run); from >= 0; from = folded.indexOf(run, from + run.length)) {
      let [count, start] = [0, 0];
      while (count < from) count += foldedLetters[start++].length;
      let end = start;
      while (end < letters.length && count < from + run.length) count += foldedLetters[end++].length;
      found.push([start ? ends[start - 1] : 0, ends[end - 1]]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}

/** A text as nodes, with the words marked. */
export function marked(text, wanted) {
  const nodes = [];
  let last = 0;
  for (const [start, end] of marksIn(text, wanted)) {
    if (start < last) continue;
    nodes.push(text.slice(last, start), element("mark", {}, text.slice(start, end)));
    last = end;
  }
  return [...nodes, text.slice(last)];
}

const distinct = (text, wanted) => new Set(marksIn(text, wanted).map(([start, end]) => fold(text.slice(start, end)))).size;

/** A sentence that is too long, cut around its first mark. */
function cut(sentence, wanted) {
  const [first] = marksIn(sentence, wanted);
  const room = Math.floor(MOST / (width(sentence) / sentence.length));
  let start = Math.max(0, Math.min((first?.[0] ?? 0) - Math.floor(room / 3), sentence.length - room));
  let end = Math.min(sentence.length, start + room);
  const spaced = /\s/.test(sentence.slice(start, end).trim());
  if (start && spaced) start += sentence.slice(start).search(/\s/) + 1;
  if (end < sentence.length && spaced) end = start + sentence.slice(start, end).search(/\s\S*$/);
  const [before, after] = [start ? "… " : "", end < sentence.length ? " …" : ""];
  return `${before}${sentence.slice(start, end).replace(/[,;:–—-]\s*$/u, "").trim()}${after}`;
}

/** The excerpt of a text: its first sentence with the most different words of the query, and what follows it. */
export function excerpt(text, language, wanted) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  // Looking for words is cheaper than for sentences.
  const ranked = lines.map((line, at) => ({ line, at, hits: distinct(line, wanted) })).sort((a, b) => b.hits - a.hits || a.at - b.at);
  if (!ranked.length) return "";
  // Where nothing is searched for, a date line or a heading says little.
  const line = ranked[0].hits ? ranked[0].line : (lines.find((one) => width(one) >= ENOUGH / 2) ?? lines[0]);
  const all = sentences(line, language);
  const hits = all.map((sentence) => distinct(sentence, wanted));
  let at = hits.indexOf(Math.max(...hits));
  if (width(all[at]) > MOST) return cut(all[at], wanted);
  let shown = all[at];
  while (at + 1 < all.length && width(shown) < ENOUGH && width(shown + all[at + 1]) <= MOST) shown += all[(at += 1)];
  return shown.trim();
}

/** Whether a word of the query is in a text. */
export const isMarked = (text, wanted) => marksIn(text, wanted).length > 0;

const FROM_RIGHT = /^\P{L}*[\u0590-\u08ff\ufb1d-\ufefc]/u; // a text whose first letter is Hebrew or Arabic

/** One result; `wanted` is what is marked in it, `query` what the article marks (article.js). */
export function result({ url, title, date, source, image, language, text = "", names = [] }, wanted, query) {
  const facts = [source && element("span", {}, source), date && element("time", { dateTime: date }, longDate(date))];
  // Authors and tags that were searched for; they are not in the text.
  const named = names.filter((name) => marked(name, wanted).length > 1);
  facts.push(...named.map((name) => element("span", {}, ...marked(name, wanted))));
  const href = new URL(query ? `${url}#q=${encodeURIComponent(query)}` : url, root).href;
  const link = element("a", { href }, ...marked(title, wanted));
  const picture = image && element("img", { src: new URL(image, root).href, alt: "", loading: "lazy" });
  const lang = language ? { lang: language } : {};
  return element(
    "li",
    { dir: FROM_RIGHT.test(title) ? "rtl" : "ltr" }, // the whole result is on the side from which its headline is read
    ...(picture ? [picture] : []),
    element("p", { className: "cf-where" }, ...facts.filter(Boolean)),
    element("h3", { dir: "auto", ...lang }, link),
    element("p", { dir: "auto", ...lang }, ...marked(excerpt(text, language, wanted), wanted)),
  );
}
