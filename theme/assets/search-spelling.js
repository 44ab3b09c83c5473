// Corrects the spelling of words that no article contains, from the words of the archive.
import { known } from "./search-engine.js";
import { SHORTEST, frequencyOf, wordsWith, written } from "./search-vocabulary.js";
import { isWord, parse } from "./search-words.js";
const { isPaired, partsOf } = globalThis.clipfile; // marks.js

const FREQUENT = 9; // of a word in sixteen articles, which is likelier than one with another first letter
const LONG = 6; // letters of a word in which two may be wrong, or the first with another

/** The number of letters to change, add, remove or swap to turn one word into another; more than `most` if it is more. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), old[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[b.length];
}

const letters = (word) => [...word].sort().join("");

// How much less likely a mistake is, in bits: only one letter can be left out at a place and only one pair exchanged,
// but any letter of the alphabet can be added or put in the place of another; and few miss the first letter.
const ANY_LETTER = 4.6;
const FIRST_LETTER = 2;

const unlikely = (typed, word) =>
  (word.length > typed.length || letters(word) === letters(typed) ? 0 : ANY_LETTER) + (typed[0] === word[0] ? 0 : FIRST_LETTER);

/** The most likely of some words at the least distance: a frequent one, and one that is easily mistyped so. */
function likeliest(word, words, most) {
  let best = null;
  for (const [other, frequency] of words) {
    const away = frequency ? distance(word, other, most) : 0;
    if (away > most || !away) continue;
    const cost = unlikely(word, other) - frequency / 2;
    if (!best || away < best.away || (away === best.away && cost < best.cost)) best = { word: other, cost, away, frequency };
  }
  return best;
}

/** The nearest word with one of some first or second letters. */
async function nearest(word, most, letters, second) {
  const lengths = [word.length - most, word.length + most];
  const lists = await Promise.all([...new Set(letters)].map((letter) => wordsWith(letter, lengths, second)));
  return likeliest(word, lists.flat(), most);
}

const cuts = (word, shortest) => Array.from({ length: Math.max(0, word.length - 2 * shortest + 1) }, (_, at) => [word.slice(0, at + shortest), word.slice(at + shortest)]);

/** Two words of the archive that were written as one. */
async function parted(word) {
  const found = [];
  for (const [first, second] of cuts(word, SHORTEST)) {
    const frequency = await frequencyOf(first);
    if (frequency) found.push(frequencyOf(second).then((other) => ({ words: [first, second], frequency: Math.min(frequency, other || 0) })));
  }
  const [best] = (await Promise.all(found)).sort((a, b) => b.frequency - a.frequency);
  return best?.frequency ? best.words : null;
}

/** Two words that were written as one, with a slip in one of them. */
async function partedWithSlip(word) {
  const found = await Promise.all(
    cuts(word, SHORTEST + 1).map(async ([first, second]) => {
      const frequencies = [await frequencyOf(first), await frequencyOf(second)];
      if (Boolean(frequencies[0]) === Boolean(frequencies[1])) return [];
      const [right, wrong] = frequencies[0] ? [first, second] : [second, first];
      const near = await nearest(wrong, 1, [wrong[0]]);
      if (!near) return [];
      return [{ words: [first, second].map((part) => (part === right ? part : near.word)), cost: near.cost - (frequencies[0] || frequencies[1]) / 2 }];
    }),
  );
  return found.flat().sort((a, b) => a.cost - b.cost)[0]?.words ?? null;
}

/** What an unknown word probably means, as words, or null. */
async function corrected(word) {
  if (word.length < SHORTEST || /\p{N}/u.test(word) || isPaired(word)) return null;
  const [first, second] = word;
  const near = await nearest(word, 1, [first]);
  const good = near && near.word.length > SHORTEST ? near : null;
  if (good?.frequency >= FREQUENT) return [good.word];
  const two = good ? null : await parted(word);
  if (two) return two;
  // The first letter may be wrong, missing, superfluous or changed with the second.
  const others = [await nearest(word, 1, [second]), await nearest(word, 1, [first, second], true)];
  const other = [good, ...others].filter(Boolean).sort((a, b) => a.cost - b.cost)[0];
  if (other && (other.word.length > SHORTEST || !near)) return [other.word];
  if (word.length <= SHORTEST + 1) return near && [near.word];
  const far = await nearest(word, 2, word.length >= LONG ? [first, second] : [first]);
  return far ? [far.word] : await partedWithSlip(word);
}

/** The words of a term whose spelling may be corrected: {text, folded, place}. */
const correctable = ({ exclude, quoted, text }) => (exclude || quoted ? [] : partsOf(text).filter(({ letters }) => !letters));

/** A query with its unknown words corrected; null if all are known or none can be corrected. */
export async function correction(query) {
  const terms = parse(query).map((term) => ({ term, words: correctable(term) }));
  const all = terms.flatMap(({ words }) => words);
  const found = await known(all.map(({ folded }) => folded));
  const unknown = new Set(all.filter((_, at) => !found[at]));
  if (!unknown.size) return null;
  const texts = [];
  let changed = false;
  for (let at = 0; at < terms.length; at += 1) {
    const { term, words } = terms[at];
    const next = terms[at + 1]?.words ?? [];
    // Two words that were one.
    if (words.length === 1 && next.length === 1 && [words[0], next[0]].some((word) => unknown.has(word))) {
      const joined = words[0].folded + next[0].folded;
      if (await frequencyOf(joined)) {
        texts.push(await written(joined));
        at += 1;
        changed = true;
        continue;
      }
    }
    const text = await correctedTerm(term, words, unknown);
    changed ||= text !== asTyped(term);
    texts.push(text);
  }
  return changed ? texts.join(" ") : null;
}

const asTyped = ({ exclude, quoted, text }) => `${exclude ? "-" : ""}${quoted ? `"${text}"` : text}`;

/** A term, with each of its words that is unknown corrected where it is. */
async function correctedTerm(term, own, unknown) {
  let text = asTyped(term);
  for (const word of own.filter((typed) => unknown.has(typed)).reverse()) {
    const [start, end] = word.place(0, word.text.length);
    const better = await corrected(word.folded);
    if (!better) continue;
    const words = (await Promise.all(better.map(written))).join(" ");
    text = text.slice(0, start) + (/^\p{Lu}/u.test(word.text) ? words[0].toUpperCase() + words.slice(1) : words) + text.slice(end);
  }
  return text;
}

/** A query whose last word, if it is unknown, is taken as the beginning of a word. */
export async function unfinished(query) {
  const last = parse(query).at(-1);
  return Boolean(last && isWord(last) && last.ways[0].places[0].word.length > 1 && !(await known([last.ways[0].places[0].word]))[0]);
}
