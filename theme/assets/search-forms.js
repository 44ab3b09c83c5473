// Other forms of a word. Only the indexer has stemmers; these are for a form that no article has, such as "voting" where
// there are only votes.
const SHORTEST = 3; // letters of what is left of a word
const VOWEL = /^[aeiouy]/;
const DOUBLING = /^[^aeiou][aeiou][^aeiouwxy]$/; // "car": its forms are "carr...", so "caring" is none

// Endings of words in their languages, shortest first, and beginnings: articles, conjunctions and prepositions that are
// written onto a word. All are folded as in the index.
const ENDINGS = {
  en: ["", "s", "d", "e", "es", "ed", "er", "ly", "ing"],
  fr: ["", "e", "s", "x", "r", "er", "es", "ee", "ees"],
  de: ["", "e", "n", "s", "en", "er", "es", "em", "ern"],
  es: ["", "a", "o", "e", "s", "r", "es", "as", "os", "ar"],
  pt: ["", "a", "o", "e", "s", "r", "es", "as", "os", "ar"],
  it: ["", "a", "o", "e", "i"],
  ru: ["", "а", "ы", "и", "у", "е", "ов", "ам", "ой", "ом", "ах", "ии", "ыи"],
  ar: ["", "ا", "ه", "ة", "ي", "ات", "ان", "ها", "هم", "ون", "نا", "ية", "ين"],
  hi: ["", "ा", "ी", "े", "ो", "ं", "ों", "ें", "ओं", "ना", "नी", "ने", "ता", "ती", "ते", "ियां", "ियों", "ाओं", "ाएं"],
};
const BEGINNINGS = { ar: ["", "ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل", "فال", "كال", "ولل"] };

const SCRIPTS = { ar: /\p{sc=Arabic}/u, ru: /\p{sc=Cyrillic}/u, hi: /\p{sc=Devanagari}/u };
// Languages in which a word may be of another without a stem in common.
const BY_WORDS = ["ar", "hi"];

/** What is left of a word without each of its endings and beginnings, the longest first. */
function basesOf(word, language) {
  const found = new Set();
  for (const beginning of BEGINNINGS[language] ?? [""]) {
    if (!word.startsWith(beginning)) continue;
    const rest = word.slice(beginning.length);
    for (const ending of ENDINGS[language]) {
      const base = rest.slice(0, rest.length - ending.length);
      if (rest.endsWith(ending) && base.length >= SHORTEST) found.add(base);
    }
  }
  return found;
}

/** What is left of a word without a beginning that may have been written onto it. */
export const basesWithout = (word) =>
  Object.keys(BEGINNINGS).filter((language) => SCRIPTS[language].test(word)).flatMap((language) => [...basesOf(word, language)].filter((base) => !word.startsWith(base)));

/** English: "voting" is of "vote", "running" of "run", "studies" of "study". The likeliest bases, in groups. */
function english(word) {
  const groups = [];
  for (const ending of ENDINGS.en.filter((one) => word.endsWith(one))) {
    const base = word.slice(0, word.length - ending.length);
    if (base.length < SHORTEST || (ending === "d" && !base.endsWith("e"))) continue;
    if (ending === "ing" || ending === "ed") {
      groups.push([`${base}e`]);
      if (base.at(-1) === base.at(-2)) groups.push([base.slice(0, -1)]);
    }
    if (VOWEL.test(ending) && base.endsWith("i")) groups.push([`${base.slice(0, -1)}y`]);
    if (!VOWEL.test(ending) || !DOUBLING.test(base)) groups.push([base]);
    if (base.endsWith("y")) groups.push([`${base.slice(0, -1)}i`]);
  }
  return groups;
}

const languagesOf = (word) => Object.keys(ENDINGS).filter((language) => (SCRIPTS[language] ?? /\p{sc=Latin}/u).test(word));

/** The forms that a word may be of: [{language, bases, words}], for one language the likeliest first. */
export function relatives(word) {
  return languagesOf(word).flatMap((language) => {
    if (language !== "en") {
      const bases = [...basesOf(word, language)];
      return bases.length ? [{ language, bases, words: BY_WORDS.includes(language) ? formsOf(bases, language) : [] }] : [];
    }
    // Without its ending, a word is only its stem; with another one it is a word.
    return english(word).map((bases) => ({ language, bases, words: word.startsWith(bases[0]) ? [] : formsOf(bases, language) }));
  });
}

/** Every word that may have a form in common with a word. */
export const allForms = (word) =>
  new Set(languagesOf(word).flatMap((language) => [...(language === "en" ? english(word).map(([base]) => formsOf([base], language)) : [formsOf([...basesOf(word, language)], language)])].flat()));

const formsOf = (bases, language) =>
  bases.flatMap((base) => ENDINGS[language].flatMap((ending) => (BEGINNINGS[language] ?? [""]).map((beginning) => beginning + base + ending)));
