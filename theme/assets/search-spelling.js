// Corrects the spelling of words that no article contains, from the words of the archive.
import { catalogFile, summary } from "./search-catalog.js";
import { known } from "./search-engine.js";
import { isWord, parse } from "./search-words.js";

const SHORTEST = 3; // letters of a word in the files
const LONG = 6; // letters of a word in which the first may be wrong with another

const listed = new WeakMap(); // content of a file → length → Map of words with their numbers of articles
const NONE = new Map();

function byLength(file) {
  if (!listed.has(file)) {
    const [words, counts] = file;
    const lengths = new Map();
    words.forEach((word, at) => {
      const { length } = word;
      if (!lengths.has(length)) lengths.set(length, new Map());
      lengths.get(length).set(word, counts[at]);
    });
    listed.set(file, lengths);
  }
  return listed.get(file);
}

/** Words of a length in the archive: word → number of articles. Only files that exist are asked for. */
async function wordsOfLength(length) {
  const { spelling } = await summary();
  const number = spelling.findIndex(([shortest, longest]) => shortest <= length && length <= longest);
  return number < 0 ? NONE : (byLength(await catalogFile(`spelling/${number}`)).get(length) ?? NONE);
}

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

/** The most likely word at the least distance: a frequent one, and one that is easily mistyped so. */
async function nearest(word, most) {
  const lengths = Array.from({ length: 2 * most + 1 }, (_, at) => word.length - most + at);
  const lists = await Promise.all(lengths.map(wordsOfLength));
  let best = null;
  for (const [other, count] of lists.flatMap((list) => [...list])) {
    const away = distance(word, other, most);
    if (away > most || !away) continue;
    const cost = unlikely(word, other) - Math.log2(count + 1);
    if (!best || away < best.away || (away === best.away && cost < best.cost)) best = { word: other, cost, away };
  }
  return best;
}

/** Two words of the archive that were written as one. */
async function parted(word) {
  const longest = (await summary()).spelling.at(-1)?.[1] ?? 0;
  const ends = Array.from({ length: Math.max(0, word.length - 2 * SHORTEST + 1) }, (_, at) => at + SHORTEST).filter(
    (end) => Math.max(end, word.length - end) <= longest,
  );
  const found = await Promise.all(
    ends.map(async (end) => {
      const [first, second] = await Promise.all([wordsOfLength(end), wordsOfLength(word.length - end)]);
      return { words: [word.slice(0, end), word.slice(end)], count: Math.min(first.get(word.slice(0, end)) ?? 0, second.get(word.slice(end)) ?? 0) };
    }),
  );
  const best = found.sort((a, b) => b.count - a.count)[0];
  return best?.count ? best.words.join(" ") : null;
}

/** What an unknown word probably means, or null. */
async function corrected(word) {
  if (word.length < SHORTEST || /\d/.test(word)) return null;
  const near = await nearest(word, 1);
  if (near && near.word.length > SHORTEST) return near.word;
  const two = await parted(word);
  if (two) return two;
  if (word.length <= SHORTEST + 1) return near?.word ?? null;
  const far = await nearest(word, 2);
  return far && (word.length >= LONG || far.word[0] === word[0]) ? far.word : (near?.word ?? null);
}

/** A query with its unknown words corrected; null if all are known or none can be corrected. */
export async function correction(query) {
  const terms = parse(query);
  const words = terms.map((term) => (isWord(term) ? term.ways[0].places[0].word : ""));
  const unknown = words.map(() => false);
  const found = await known(words.filter(Boolean));
  words.forEach((word, at) => (unknown[at] = Boolean(word) && !found[words.slice(0, at).filter(Boolean).length]));
  if (!unknown.includes(true)) return null;
  const texts = [];
  let changed = false;
  for (let at = 0; at < terms.length; at += 1) {
    const joined = words[at] && words[at + 1] && (unknown[at] || unknown[at + 1]) && words[at] + words[at + 1];
    if (joined && (await wordsOfLength(joined.length)).has(joined)) {
      texts.push(joined);
      at += 1;
      changed = true;
      continue;
    }
    const better = unknown[at] && (await corrected(words[at]));
    changed ||= Boolean(better);
    const { exclude, quoted, text } = terms[at];
    texts.push(better || `${exclude ? "-" : ""}${quoted ? `"${text}"` : text}`);
  }
  return changed ? texts.join(" ") : null;
}

/** A query whose last word, if it is unknown, is taken as the beginning of a word. */
export async function unfinished(query) {
  const last = parse(query).at(-1);
  return Boolean(last && isWord(last) && last.ways[0].places[0].word.length > 1 && !(await known([last.ways[0].places[0].word]))[0]);
}
