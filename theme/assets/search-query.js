// What a reader types, read: words, "phrases", -exclusions.
const { isPaired, wordsOf } = globalThis.clipfile; // marks.js

// A phrase in any quotation marks, or what is between two spaces; after a hyphen or minus, it is excluded.
const PART = /(?<!\S)([-−–]?)(?:["“”„«»「『]([^"“”„«»「」『』]+)["“”«»」』]|(\S+))/gu;

/** A way of writing a term: places with {word} for a whole word or {start} for what begins so, `at` a position. */
function places(words) {
  const found = [];
  const runs = [];
  let at = 0;
  for (const { folded, letters } of words) {
    if (letters) {
      found.push(...pairs(letters, at));
      runs.push(letters.join(""));
      at += letters.length;
    } else {
      found.push({ word: folded, at });
      at += 1;
    }
  }
  return { places: found, runs };
}

/** As few pairs as cover a run of letters. A single letter is found as the beginning of any pair. */
function pairs(letters, at) {
  if (letters.length === 1) return [{ start: letters[0], at }];
  const found = [];
  for (let step = 0; step + 1 < letters.length; step += 2) found.push({ word: letters[step] + letters[step + 1], at: at + step });
  if (letters.length % 2) found.push({ word: letters.at(-2) + letters.at(-1), at: at + letters.length - 2 });
  return found;
}

/** The words of a text, those with hyphens in their parts. */
const split = (text) => wordsOf(text.replace(/[-‐‑]/g, " "));

/** One term: {text, exclude, quoted, ways}, where each way of writing it is {places, runs}. */
function term(text, exclude, quoted) {
  const ways = [places(split(text))];
  // A word with a hyphen is also found without it.
  const joined = wordsOf(text).filter(({ folded }) => /.[-‐]./.test(folded));
  if (joined.length) ways.push(places(split(text.replace(/(?<=\S)[-‐‑](?=\S)/g, ""))));
  return { text, exclude, quoted, ways };
}

/** The terms of a query; an article must contain all that are not excluded. */
export function parse(query) {
  const terms = [];
  for (const [, minus, phrase, word] of query.matchAll(PART)) {
    const one = term(phrase ?? word, Boolean(minus), phrase !== undefined);
    if (one.ways[0].places.length) terms.push(one);
  }
  return terms;
}

/** The term of all words of a query one after the other: a name typed whole. Null for a single word. */
export function wholeOf(terms) {
  const wanted = terms.filter(({ exclude }) => !exclude);
  return wanted.length > 1 ? term(wanted.map(({ text }) => text).join(" "), false, true) : null;
}

/** The terms with the last word, if it is one, as the beginning of words. */
export function unfinishedTerms(terms) {
  const last = terms.at(-1);
  if (!last || !isWord(last)) return terms;
  const [{ places: [{ word }] }] = last.ways;
  return [...terms.slice(0, -1), { ...last, ways: [{ places: [{ start: word, at: 0 }], runs: [] }] }];
}

/** Whether a term is a single ordinary word, whose spelling may be corrected and which may be unfinished. */
export function isWord({ exclude, quoted, ways }) {
  const word = ways.length === 1 && ways[0].places.length === 1 && ways[0].places[0].word;
  return Boolean(word) && !exclude && !quoted && !isPaired(word);
}
