// The words of the archive, from the files that generator/site/search/spelling.py describes and writes.
import { catalogFile, summary } from "./search-catalog.js";
import { allForms } from "./search-forms.js";
const { isPaired } = globalThis.clipfile; // marks.js

export const SHORTEST = 3; // letters of a word in the files
const LONGEST = 24;

const ALL = -1; // every shard, as bits

// Content of a file → word → {frequency, shards}: a number that is higher for a more frequent word and 0 for one that is
// not offered; and bits for the shards that have the word.
const read = new WeakMap();

function wordsOf(file) {
  if (!read.has(file)) {
    const [words, frequencies, , shards] = file;
    const known = new Map();
    let [word, at] = ["", 0];
    for (const [, shared, rest] of words.matchAll(/(\d)(\D*)/g)) {
      word = word.slice(0, shared) + rest;
      known.set(word, { frequency: parseInt(frequencies[at], 36), shards: shards?.[at] });
      at += 1;
    }
    read.set(file, known);
  }
  return read.get(file);
}

/** Numbers of the files of an order that have words with a letter and of certain lengths. */
function filesWith(order, letter, [shortest, longest], before) {
  const code = letter.codePointAt(0);
  const first = Math.max(...order.map(([from]) => from).filter((from) => from <= code));
  return order.flatMap(([from, least, most], at) => (from === first && least <= longest && shortest <= most ? [before + at] : []));
}

/** The contents of the files that have words with a first letter, or a second letter, and of certain lengths. */
async function filesOf(letter, lengths, second = false) {
  const { spelling } = await summary();
  const numbers = second ? filesWith(spelling.second, letter, lengths, spelling.first.length) : filesWith(spelling.first, letter, lengths, 0);
  return Promise.all(numbers.map((number) => catalogFile(`spelling/${number}`)));
}

const filesOfWord = (word) => filesOf(word, [word.length, word.length]);

/** The words with a first letter, or with a second letter, whose lengths are in a range: [[word, frequency]]. */
export async function wordsWith(letter, [shortest, longest], second) {
  const files = letter ? await filesOf(letter, [shortest, longest], second) : [];
  const all = files.flatMap((file) => [...wordsOf(file)]).filter(([{ length }]) => shortest <= length && length <= longest);
  return all.map(([word, { frequency }]) => [word, frequency]);
}

const isListed = (word) => word.length >= SHORTEST && word.length <= LONGEST && !isPaired(word);

async function entryOf(word) {
  if (!isListed(word)) return undefined;
  const files = await filesOfWord(word);
  return files.map((file) => wordsOf(file).get(word)).find(Boolean);
}

/** The frequency of a word of the archive, 0 for one that is not offered; undefined if it is unknown. */
export const frequencyOf = async (word) => (await entryOf(word))?.frequency;

/** The newest shards that have all of some words themselves, as bits. A word that is not in the files may be in any. */
export async function shardsWith(words) {
  const each = await Promise.all(words.map(entryOf));
  return each.reduce((bits, entry) => bits & (entry?.shards ?? ALL), ALL);
}

/** A word as it is written, with its accents. */
export async function written(word) {
  const files = await filesOfWord(word);
  return files.map(([, , ways]) => ways[word]).find(Boolean) ?? word;
}

/** Whether surely no article has a word or another form of it. */
export async function isMissing(word) {
  if (!isListed(word) || /[\p{N}_]/u.test(word)) return false;
  if (!(await summary()).spelling.whole || (await frequencyOf(word)) !== undefined) return false;
  const forms = allForms(word);
  const letters = new Set([...forms].map(([letter]) => letter));
  const lists = await Promise.all([...letters].map((letter) => wordsWith(letter, [SHORTEST, LONGEST])));
  return !lists.flat().some(([known]) => forms.has(known));
}
