// How words are read and compared, as generator/site/search/tokens.py does it for the index, and words marked in a text
// with CSS highlights, which do not change the text; browsers without them show no marks. Not a module, because browsers
// do not load modules from a disk, and articles can be read from one.
globalThis.clipfile = (() => {
  const inWord = /[\p{L}\p{N}]/u;
  // Scripts written without spaces, in which a word may begin at any letter.
  const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]/u;

  /** A text without accents and capital letters, for comparing words. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // --- Words as in the index ---

  // Scripts indexed by pairs of letters: those without spaces, and Korean, which writes particles onto its words.
  const PAIRED = `${unspaced.source.slice(0, -1)}\\p{sc=Hangul}]`;
  const PLAIN = `(?!${PAIRED})[\\p{L}\\p{N}](?:(?!${PAIRED})[\\p{L}\\p{N}\\p{M}])*`;
  // A number with its thousands apart is also found without what is between them.
  const GROUPED = "(?<![\\p{L}\\p{N}\\p{M}_])[0-9]{1,3}(?:[,.'’ ][0-9]{3})+(?![\\p{L}\\p{N}\\p{M}_‐‑-])";
  const WORD = new RegExp(`${GROUPED}|(?:${PAIRED}\\p{M}*)+|${PLAIN}(?:[-‐‑]${PLAIN})*`, "gu");
  const APART = /[-‐‑,.'’ ]/g; // between the parts of a word or number
  const LETTER = new RegExp(`${PAIRED}\\p{M}*`, "gu");
  const paired = new RegExp(`^${PAIRED}`, "u");
  // Marks that may be left out in writing: accents, and the points of Hebrew and Arabic.
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+/g;
  const ALIKE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ς: "σ" };
  const ALIKE_LETTER = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "g");

  /** A word in lower case without accents. */
  const fold = (word) =>
    word.normalize("NFKC").toLowerCase().normalize("NFD").replace(ACCENTS, "").normalize("NFC").replace(ALIKE_LETTER, (letter) => ALIKE[letter]);

  // Characters that change only how a text looks or breaks: soft hyphen, joiners, variation selectors.
  const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
  // Signs that NFKC turns into letters or digits, which are no part of the word or number they are written onto.
  const SIGN = /[℠™№²³¹⁰⁴-⁹¼-¾⅐-⅞↉]/u;
  // Letters that NFKC may join or change only together: a syllable of Korean, a letter with its marks.
  const JAMO = "\\u3131-\\u318e\\uffa0-\\uffdc";
  const SYLLABLE = `[\\u1100-\\u1112][\\u1161-\\u1175][\\u11a8-\\u11c2]?|[\\uac00-\\ud7a3][\\u11a8-\\u11c2]|[${JAMO}]+`;
  const TOGETHER = new RegExp(`(?:${SYLLABLE}|[^])[\\p{M}\\uff9e\\uff9f${UNSEEN.source.slice(1)}*`, "gu");

  /** A letter with its marks, as it is split into words. */
  const normal = (letter) => {
    if (SIGN.test(letter)) return /[℠™]/.test(letter) ? " " : ` ${letter.replace(UNSEEN, "").normalize("NFKC")} `;
    return letter.replace(UNSEEN, "").normalize("NFKC");
  };

  /** A text as it is split into words, and a function from a start and an end in it to those in the text as written. */
  function normalized(text) {
    if (text.search(UNSEEN) < 0 && !SIGN.test(text) && text.normalize("NFKC") === text) return [text, (start, end) => [start, end]];
    const [starts, ends] = [[], []];
    let all = "";
    for (const { 0: letter, index } of text.matchAll(TOGETHER)) {
      const changed = normal(letter);
      for (let unit = 0; unit < changed.length; unit += 1) {
        starts.push(index);
        ends.push(index + letter.length);
      }
      all += changed;
    }
    return [all, (start, end) => [starts[start], ends[end - 1]]];
  }

  /**
   * The words of a text as {text, folded, letters, place}: `letters` are those of a run that is indexed by pairs, and
   * `place` tells where in the text as written a part of the word is: (start, end) → [start, end].
   */
  function wordsOf(text) {
    const [all, placed] = normalized(text);
    return [...all.matchAll(WORD)].map(({ 0: word, index }) => {
      const folded = fold(word);
      const place = (start, end) => placed(index + start, index + end);
      return { text: word, folded, letters: paired.test(folded) ? folded.match(LETTER) : null, place };
    });
  }

  /** A text for finding phrases in it: without accents, capitals, what is not seen, and other forms of the same letters. */
  const comparable = (text) =>
    plain(text.replace(UNSEEN, "").replace(/./gsu, (letter) => (SIGN.test(letter) ? letter : letter.normalize("NFKC"))));
  const goesOn = (letter) => inWord.test(letter) && !SIGN.test(letter);
  /** The words of a text, those with hyphens in their parts, as the index has them. */
  const partsOf = (text) => wordsOf(text.replace(/[-‐‑]|(?<=[0-9])[,.'’\s](?=[0-9])/g, "\n"));

  /** The folded text of an element, and for each of its characters its node and position. */
  function read(root) {
    const visible = ({ parentElement }) => !parentElement.closest("[hidden], [data-step], [data-marks], .cf-contents, .cf-back, button");
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (visible(node) ? 1 : 2));
    const places = [];
    let text = "";
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      let at = 0;
      for (const letter of data) {
        const folded = /\s/.test(letter) ? (text.endsWith(" ") ? "" : " ") : comparable(letter);
        for (let unit = 0; unit < folded.length; unit += 1) places.push([walker.currentNode, at, at + letter.length]);
        text += folded;
        at += letter.length;
      }
    }
    return { text, places };
  }

  /** The occurrences of phrases below `root`, as ranges; with `whole`, only those that end at the end of a word. */
  function find(root, phrases, whole) {
    const { text, places } = read(root);
    const compared = (phrase) => comparable(phrase).replace(/\s+/g, " ").trim();
    const ranges = [];
    for (const phrase of phrases.map(compared).filter(Boolean)) {
      for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
        const [before, after] = [text[at - 1] ?? " ", text[at + phrase.length] ?? " "];
        if (!unspaced.test(phrase) && (goesOn(before) || (whole && goesOn(after)))) continue;
        const range = new Range();
        range.setStart(...places[at].slice(0, 2));
        const [node, , end] = places[at + phrase.length - 1];
        range.setEnd(node, end);
        ranges.push(range);
      }
    }
    return ranges;
  }

  /** Marks the phrases below `root`, removes previous marks, and returns the new ranges. */
  function mark(root, phrases, { whole = false } = {}) {
    const ranges = find(root, phrases, whole);
    if (globalThis.CSS?.highlights) {
      // One by one: a call takes no more than some ten thousand arguments.
      const found = new Highlight();
      for (const range of ranges) found.add(range);
      CSS.highlights.set("found", found);
    }
    return ranges;
  }

  function unmark() {
    globalThis.CSS?.highlights?.delete("found");
  }

  return { APART, fold, isPaired: (word) => paired.test(word), mark, partsOf, plain, unmark, unspaced, wordsOf };
})();
