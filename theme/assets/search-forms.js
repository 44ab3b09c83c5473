// Other forms of a word. Only the indexer has stemmers; these are for a form that no article has, such as "voting" where
// there are only votes.
const SHORTEST = 3; // letters of what is left of a word
const VOWEL = /^[aeiouy]/;
const DOUBLING = /^[^aeiou][aeiou][^aeiouwxy]$/; // "car": its forms are "carr...", so "caring" is none

// Endings of words in their languages, shortest first, and beginnings: articles, conjunctions and prepositions that are
// written onto a word. All are folded as in the index.
const ENDINGS = {
  en: ["", "s", "d", "r", "e", "es", "ed", "er", "rs", "ly", "ers", "ing", "ings"],
  fr: ["", "e", "s", "x", "r", "er", "es", "ee", "ees", "ent"],
  de: ["", "e", "n", "s", "t", "en", "er", "es", "em", "te", "ern", "ten"],
  es: ["", "a", "o", "e", "s", "r", "es", "as", "os", "ar", "er", "ir", "do", "ando"],
  pt: ["", "a", "o", "e", "s", "r", "es", "as", "os", "ar", "er", "ir", "do", "ando"],
  it: ["", "a", "o", "e", "i", "re", "are", "ere", "ire", "to", "ati"],
  nl: ["", "s", "e", "t", "en", "de", "te", "den", "ten"],
  sv: ["", "a", "n", "s", "t", "ar", "en", "er", "et", "na", "or", "arna", "erna", "orna"],
  da: ["", "e", "n", "r", "s", "t", "en", "er", "et", "ne", "erne"],
  nb: ["", "e", "n", "r", "s", "t", "en", "er", "et", "ne", "ene"],
  no: ["", "e", "n", "r", "s", "t", "en", "er", "et", "ne", "ene"],
  pl: ["", "a", "e", "i", "u", "y", "ie", "om", "ow", "ach", "ami", "ego", "emu"],
  cs: ["", "a", "e", "i", "u", "y", "em", "ou", "um", "ech", "ach", "ami", "eho"],
  ro: ["", "a", "e", "i", "l", "le", "ul", "ea", "ii", "or", "lor", "ilor", "ului"],
  el: ["", "α", "η", "ο", "ς", "ες", "ων", "ου", "οι", "ος", "ας", "ης", "σ", "ασ", "εσ", "ησ", "οσ", "ουσ"],
  ru: ["", "а", "ы", "и", "у", "е", "я", "ю", "ь", "ов", "ам", "ой", "ом", "ах", "ии", "ыи", "ая", "ое", "ые", "ого", "ами", "ями", "ях"],
  ar: ["", "ا", "ه", "ة", "ي", "ات", "ان", "ها", "هم", "ون", "نا", "ية", "ين"],
  fa: ["", "ی", "ها", "های", "هایی"],
  hi: ["", "ा", "ी", "े", "ो", "ं", "ों", "ें", "ओं", "ना", "नी", "ने", "ता", "ती", "ते", "ियां", "ियों", "ाओं", "ाएं"],
};
const BEGINNINGS = { ar: ["", "ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل", "فال", "كال", "ولل"] };

const SCRIPTS = { ar: /\p{sc=Arabic}/u, fa: /\p{sc=Arabic}/u, ru: /\p{sc=Cyrillic}/u, el: /\p{sc=Greek}/u, hi: /\p{sc=Devanagari}/u };

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
    if (base.length < SHORTEST) continue;
    if (VOWEL.test(ending)) {
      groups.push([`${base}e`]);
      if (base.at(-1) === base.at(-2)) groups.push([base.slice(0, -1)]);
      if (base.endsWith("i")) groups.push([`${base.slice(0, -1)}y`]);
    }
    if (!VOWEL.test(ending) || !DOUBLING.test(base)) groups.push([base]);
    if (base.endsWith("y")) groups.push([`${base.slice(0, -1)}i`]);
  }
  return groups;
}

/** The forms that a word may be of: [{language, bases, words}], for one language the likeliest first. */
export function relatives(word) {
  const languages = Object.keys(ENDINGS).filter((language) => (SCRIPTS[language] ?? /\p{sc=Latin}/u).test(word));
  return languages.flatMap((language) => {
    const groups = language === "en" ? english(word) : [[...basesOf(word, language)]];
    return groups.map((bases) => ({ language, bases, words: formsOf(bases, language) })).filter(({ bases }) => bases.length);
  });
}

const formsOf = (bases, language) =>
  bases.flatMap((base) => ENDINGS[language].flatMap((ending) => (BEGINNINGS[language] ?? [""]).map((beginning) => beginning + base + ending)));
