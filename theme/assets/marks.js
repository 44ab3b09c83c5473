// Marks words in a text with CSS highlights, which do not change the text; browsers without them show no
// marks. Not a module, because browsers do not load modules from a disk, and articles can be read from one.
globalThis.clipfile = (() => {
  const inWord = /[\p{L}\p{N}]/u;
  // Scripts written without spaces, in which a word may begin at any letter.
  const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]/u;

  /** A text without accents and capital letters, for comparing words. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

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
        const folded = /\s/.test(letter) ? (text.endsWith(" ") ? "" : " ") : plain(letter);
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
    const normal = (phrase) => plain(phrase).replace(/\s+/g, " ").trim();
    const ranges = [];
    for (const phrase of phrases.map(normal).filter(Boolean)) {
      for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
        const [before, after] = [text[at - 1] ?? " ", text[at + phrase.length] ?? " "];
        if (!unspaced.test(phrase) && (inWord.test(before) || (whole && inWord.test(after)))) continue;
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

  return { mark, plain, unmark, unspaced };
})();
