// Words marked in a text, with CSS highlights: the text itself stays as it is, and where the browser has none,
// nothing else is lost. No module: browsers load none from a disk, where articles are read too.
globalThis.clipfile = (() => {
  const closed = /[\p{L}\p{N}]/u;
  // Scripts that write without spaces: any place in a run may begin a word.
  const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]/u;

  /** A text without accents and capitals, as words are compared. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** The text below an element, folded, and for each of its characters the node and place it comes from. */
  function read(root) {
    const shown = ({ parentElement }) => !parentElement.closest("[hidden], [data-step], [data-marks], button");
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (shown(node) ? 1 : 2));
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

  /** Where the phrases stand below `root`, as ranges; with `whole`, only where a word ends with them. */
  function find(root, phrases, whole) {
    const { text, places } = read(root);
    const ranges = [];
    for (const phrase of phrases.map((one) => plain(one).replace(/\s+/g, " ").trim()).filter(Boolean)) {
      for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
        const [before, after] = [text[at - 1] ?? " ", text[at + phrase.length] ?? " "];
        if (!unspaced.test(phrase) && (closed.test(before) || (whole && closed.test(after)))) continue;
        const range = new Range();
        range.setStart(...places[at].slice(0, 2));
        const [node, , end] = places[at + phrase.length - 1];
        range.setEnd(node, end);
        ranges.push(range);
      }
    }
    return ranges;
  }

  /** Marks the phrases below `root` in place of what was marked before; returns where. */
  function mark(root, phrases, { whole = false } = {}) {
    const ranges = find(root, phrases, whole);
    if (globalThis.CSS?.highlights) CSS.highlights.set("found", new Highlight(...ranges));
    return ranges;
  }

  function unmark() {
    globalThis.CSS?.highlights?.delete("found");
  }

  return { mark, plain, unmark, unspaced };
})();
