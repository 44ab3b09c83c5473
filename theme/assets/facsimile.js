// The scan of an article: zoom and pan, words searched for, lines outlined in picture and text, links to a part, and the
// form that suggests a correction of a line. Places of words are loaded when their page is seen.
(() => {
  const { plain, unspaced } = globalThis.clipfile;
  const scan = document.querySelector(".cf-scan");
  const story = document.querySelector(".cf-story");
  const pane = scan.querySelector(".cf-scan__pages");
  const status = scan.querySelector("[role=status]");
  const sheets = [...scan.querySelectorAll(".cf-sheet")];
  const [MOST, STEP] = [8, 1.5];
  const say = (text) => (status.textContent = text);
  const made = (tag, name, parent) => parent.appendChild(Object.assign(document.createElement(tag), { className: name }));

  let zoom = 1;

  // --- What is shown: both, the picture or the text ---

  const show = (value) => {
    story.dataset.scan = value;
    for (const radio of scan.querySelectorAll("[name=scan]")) radio.checked = radio.value === value;
    for (const sheet of sheets) if (sheet.seen) sharpen(sheet);
  };
  for (const radio of scan.querySelectorAll("[name=scan]")) radio.addEventListener("change", () => show(radio.value));

  // --- Zoom: the pages are as wide as the pane times a factor; the pane scrolls ---

  /** Zooms; the point of the pane at (x, y) stays where it is. */
  function zoomTo(factor, x = pane.clientWidth / 2, y = pane.clientHeight / 2) {
    const next = Math.min(MOST, Math.max(0.2, factor));
    const [left, top] = [(pane.scrollLeft + x) / zoom, (pane.scrollTop + y) / zoom];
    zoom = next;
    pane.style.setProperty("--zoom", zoom);
    pane.scrollTo(left * zoom - x, top * zoom - y);
    for (const sheet of sheets) if (sheet.seen) sharpen(sheet);
  }

  function sharpen(sheet) {
    const img = sheet.querySelector("img");
    // The first view is light, also on screens with many points.
    if (sheet.sharp || (zoom <= 1 && story.dataset.scan !== "picture") || sheet.clientWidth * devicePixelRatio < 1.3 * img.getAttribute("width")) return;
    sheet.sharp = true;
    const large = new Image();
    large.onload = () => (img.src = large.src);
    large.src = sheet.dataset.large;
  }

  const whole = () => {
    const { width, height } = current().dataset;
    zoomTo(Math.min(1, (pane.clientHeight / pane.clientWidth) * (width / height)));
    current().scrollIntoView({ block: "nearest" });
  };
  const ZOOMS = { in: () => zoomTo(zoom * STEP), out: () => zoomTo(zoom / STEP), whole };
  for (const button of scan.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => ZOOMS[button.dataset.zoom]());

  /** The page in the middle of the pane. */
  function current() {
    const middle = pane.scrollTop + pane.clientHeight / 2;
    return sheets.findLast((sheet) => sheet.offsetTop <= middle) ?? sheets[0];
  }

  const at = (event) => {
    const box = pane.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  pane.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(zoom * Math.exp(-event.deltaY / 200), ...at(event));
  }, { passive: false });

  let pinch = 0;
  const apart = ([first, second]) => Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY);
  pane.addEventListener("touchstart", ({ touches }) => (pinch = touches.length === 2 ? apart(touches) : 0), { passive: true });
  pane.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2 || !pinch) return;
    event.preventDefault();
    const now = apart(event.touches);
    const [first, second] = [...event.touches].map(at);
    zoomTo((zoom * now) / pinch, (first[0] + second[0]) / 2, (first[1] + second[1]) / 2);
    pinch = now;
  }, { passive: false });

  // --- The pointer: a box for a link, a line, words to select, or moving the picture ---

  const part = scan.querySelector("[data-part]");
  const choose = scan.querySelector("[data-line]");
  const isOn = (button) => button?.getAttribute("aria-pressed") === "true";
  function turn(button, on) {
    for (const other of [part, choose]) other?.setAttribute("aria-pressed", String(other === button && on));
    pane.classList.toggle("cf-scan__pages--part", button === part && on);
    say(on ? scan.dataset[button === part ? "drag" : "choose"] : "");
    if (on) pane.focus();
  }
  for (const button of [part, choose]) button?.addEventListener("click", () => turn(button, !isOn(button)));

  /** The place of a pointer on a page, in pixels of the scan. */
  function place(sheet, event) {
    const box = sheet.getBoundingClientRect();
    const scale = sheet.dataset.width / box.width;
    const within = (value, most) => Math.round(Math.min(most, Math.max(0, value)));
    return [within((event.clientX - box.left) * scale, sheet.dataset.width), within((event.clientY - box.top) * scale, sheet.dataset.height)];
  }

  let drag = null;
  pane.addEventListener("pointerdown", (event) => {
    const sheet = event.target.closest(".cf-sheet");
    if (event.button || !sheet) return;
    if (isOn(part)) {
      event.preventDefault();
      drag = { sheet, from: place(sheet, event) };
    } else if (event.pointerType === "mouse" && !event.target.closest(".cf-sheet__word")) {
      drag = { x: event.clientX, y: event.clientY };
    } else return;
    pane.setPointerCapture(event.pointerId);
  });
  pane.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (drag.sheet) {
      const [x, y] = place(drag.sheet, event);
      const [left, top] = drag.from;
      drag.box = [Math.min(x, left), Math.min(y, top), Math.abs(x - left), Math.abs(y - top)];
      outline(drag.sheet, drag.box, "part");
    } else {
      pane.scrollBy(drag.x - event.clientX, drag.y - event.clientY);
      drag = { x: event.clientX, y: event.clientY };
    }
  });
  pane.addEventListener("pointerup", () => {
    if (drag?.box && Math.min(...drag.box.slice(2)) > 4) copyPart(drag.sheet, drag.box);
    drag = null;
  });
  pane.addEventListener("pointercancel", () => (drag = null));
  pane.addEventListener("dragstart", (event) => event.preventDefault());
  // Without this script a page is a link to its large picture.
  pane.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey) event.preventDefault();
    const line = event.target.closest(".cf-sheet__line");
    if (line && isOn(choose)) correct(line);
  });

  function visible(sheet) {
    const [view, box] = [pane.getBoundingClientRect(), sheet.getBoundingClientRect()];
    const corner = (x, y) => place(sheet, { clientX: x, clientY: y });
    const [left, top] = corner(Math.max(view.left, box.left), Math.max(view.top, box.top));
    const [right, bottom] = corner(Math.min(view.right, box.right), Math.min(view.bottom, box.bottom));
    return [left, top, right - left, bottom - top];
  }

  async function copyPart(sheet, box) {
    const hash = `#page=${sheet.dataset.number}&xywh=${box.join(",")}`;
    history.replaceState(null, "", hash);
    turn(part, false);
    outline(sheet, box, "part");
    const address = (document.querySelector("link[rel=canonical], a.cf-permalink")?.href ?? location.href).replace(/#.*/, "") + hash;
    await navigator.clipboard?.writeText(address).then(() => say(scan.dataset.copied), () => say(address));
    if (!navigator.clipboard) say(address);
  }

  // --- Boxes on a page ---

  const share = (value, of) => `${(100 * value) / of}%`;
  function put(element, sheet, [x, y, width, height]) {
    const page = sheet.dataset;
    Object.assign(element.style, { left: share(x, page.width), top: share(y, page.height), width: share(width, page.width), height: share(height, page.height) });
    return element;
  }

  function outline(sheet, box, kind) {
    for (const old of scan.querySelectorAll(`.cf-sheet__${kind}`)) old.remove();
    if (box) put(made("span", `cf-sheet__${kind}`, sheet), sheet, box);
  }

  /** Shows the part of the page that an address names: "#page=2&xywh=10,20,300,400", in pixels or percent. */
  function showPart() {
    const asked = new URLSearchParams(location.hash.slice(1, 2000));
    const sheet = sheets[(Number(asked.get("page")) || 1) - 1];
    const [, unit, list] = /^(?:(pixel|percent):)?(\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?){3})$/.exec(asked.get("xywh") ?? "") ?? [];
    if (!sheet || (!list && !asked.has("page"))) return;
    show(story.dataset.scan === "text" ? "both" : story.dataset.scan);
    const { width, height } = sheet.dataset;
    const sides = [width, height, width, height];
    const box = list ? list.split(",").map((value, index) => (unit === "percent" ? (value * sides[index]) / 100 : Number(value))) : [0, 0, Number(width), Number(height)];
    if (list) {
      outline(sheet, box, "part");
      zoomTo(Math.min(4, 0.8 * Math.min(width / Math.max(1, box[2]), ((pane.clientHeight / pane.clientWidth) * width) / Math.max(1, box[3]))));
    }
    toBox(sheet, box);
    scan.scrollIntoView({ block: "start" });
  }

  function toBox(sheet, [x, y, width, height]) {
    const scale = sheet.clientWidth / sheet.dataset.width;
    pane.scrollTo(sheet.offsetLeft + (x + width / 2) * scale - pane.clientWidth / 2, sheet.offsetTop + (y + height / 2) * scale - pane.clientHeight / 2);
  }

  // --- Words: selectable on the picture; the words searched for are marked ---

  const bare = (word) => plain(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const query = new URLSearchParams(location.hash.slice(1, 2000)).get("q") ?? "";
  const sought = [...new Set(query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])].slice(0, 50).map(plain);
  const isSought = (word) => sought.some((wanted) => word.startsWith(wanted) || (unspaced.test(wanted) && word.includes(wanted)));

  async function load(sheet) {
    // A browser loads no data from a disk.
    if (!sheet.dataset.words || sheet.loading || location.protocol === "file:") return;
    sheet.loading = true;
    const { lines } = await (await fetch(sheet.dataset.words)).json();
    const layer = made("div", "cf-sheet__words", sheet);
    layer.ariaHidden = "true";
    layer.lang = document.querySelector(".cf-article").lang;
    for (const [box, isText, words] of lines) {
      const line = put(made("span", "cf-sheet__line", layer), sheet, box);
      line.style.setProperty("--height", box[3] / sheet.dataset.width);
      Object.assign(line, { box, sheet, words: words.map(([, , text, others = ""]) => [text, ...others.split(" ")].map(bare)) });
      line.isText = isText === 1;
      words.forEach(([x, width, text], index) => {
        const word = made("span", "cf-sheet__word", line);
        Object.assign(word.style, { left: share(x - box[0], box[2]), width: share(width, box[2]) });
        word.textContent = `${text} `;
        word.classList.toggle("cf-sheet__found", line.words[index].some(isSought));
      });
    }
    sheet.lines = [...layer.children];
    if (sheets.every((other) => other.lines || !other.dataset.words || !other.seen)) join();
  }

  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      target.seen = isIntersecting;
      if (!isIntersecting) continue;
      sharpen(target);
      load(target).catch(() => {}); // the picture is there without them
    }
  }, { root: null, rootMargin: "200px" });

  // --- Lines of the picture and of the text ---

  let tokens = [];
  let ranges = new Map(); // line → its words in the text

  /** Finds the words of all lines, in order, among the words of the headline and the text. */
  function join() {
    tokens = [];
    ranges = new Map();
    for (const root of document.querySelectorAll(".cf-article h1, .cf-body")) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, ({ parentElement }) => (parentElement.closest("figure, [hidden]") ? 2 : 1));
      while (walker.nextNode()) {
        const node = walker.currentNode;
        for (const { 0: text, index } of node.data.matchAll(/\S+/g)) tokens.push({ node, start: index, end: index + text.length, text: bare(text) });
      }
    }
    let next = 0;
    const fits = (index, forms) => tokens[index] && tokens[index].text && forms.includes(tokens[index].text);
    for (const line of sheets.flatMap((sheet) => sheet.lines ?? []).filter(({ isText }) => isText)) {
      line.words.forEach((forms, number) => {
        // The second part of a broken word is in the word before.
        if (number === 0 && next && tokens[next - 1].line && !fits(next, forms) && fits(next - 1, forms)) return;
        for (let index = next; index < next + 60 && index < tokens.length; index += 1) {
          const after = line.words[number + 1];
          if (!fits(index, forms) || (index > next + 1 && after && !fits(index + 1, after))) continue;
          tokens[index].line = line;
          next = index + 1;
          break;
        }
      });
    }
    for (const token of tokens) {
      if (!token.line) continue;
      const range = new Range();
      range.setStart(token.node, token.start);
      range.setEnd(token.node, token.end);
      ranges.set(token.line, [...(ranges.get(token.line) ?? []), range]);
    }
  }

  let lit = null;
  function light(line, { follow = false, text = true } = {}) {
    if (line === lit) return;
    lit?.classList.remove("cf-sheet__line--lit");
    lit = line;
    line?.classList.add("cf-sheet__line--lit");
    if (line && follow) toBox(line.sheet, line.box);
    const words = (text && line && ranges.get(line)) || [];
    if (globalThis.CSS?.highlights) CSS.highlights.set("line", new Highlight(...words));
  }

  pane.addEventListener("pointerover", (event) => light(event.target.closest(".cf-sheet__line")));
  pane.addEventListener("pointerleave", () => light(null));

  const lineAt = (node, offset) => tokens.find((token) => token.node === node && token.start <= offset && offset <= token.end)?.line ?? null;
  const body = document.querySelector(".cf-text");
  body.addEventListener("pointermove", ({ clientX, clientY }) => {
    const caret = document.caretPositionFromPoint?.(clientX, clientY);
    const range = caret ? null : document.caretRangeFromPoint?.(clientX, clientY);
    if (caret || range) light(lineAt(caret?.offsetNode ?? range.startContainer, caret?.offset ?? range.startOffset), { text: false });
  });
  body.addEventListener("pointerleave", () => light(null));
  document.addEventListener("selectionchange", () => {
    const { anchorNode, anchorOffset } = document.getSelection();
    const line = anchorNode && body.contains(anchorNode) ? lineAt(anchorNode, anchorOffset) : null;
    if (line) light(line, { follow: true, text: false });
  });

  pane.addEventListener("keydown", (event) => {
    if (event.target !== pane || event.ctrlKey || event.metaKey || event.altKey) return;
    const lines = sheets.flatMap((sheet) => sheet.lines ?? []);
    const step = { n: 1, p: -1 }[event.key];
    if (event.key === "+" || event.key === "=") ZOOMS.in();
    else if (event.key === "-") ZOOMS.out();
    else if (event.key === "0") ZOOMS.whole();
    else if (step && lines.length) light(lines.at((lines.indexOf(lit) + (lit ? step : Math.min(step, 0) + Number(step > 0))) % lines.length), { follow: true });
    else if (event.key === "Escape") turn(part, false);
    else if (event.key === "Enter" && isOn(part)) copyPart(current(), visible(current()));
    else if (event.key === "Enter" && lit && choose) correct(lit);
    else return;
    event.preventDefault();
  });

  // --- Suggesting a correction of one line ---

  const dialog = scan.querySelector("dialog");
  const form = dialog?.querySelector("form");

  function correct(line) {
    const { box, sheet } = line;
    const text = [...line.children].map((word) => word.textContent.trim()).filter(Boolean).join(" ");
    form.elements.now.value = form.elements.new.value = text;
    const canvas = dialog.querySelector("canvas");
    const picture = new Image();
    picture.onload = () => {
      const scale = picture.naturalWidth / sheet.dataset.width;
      const [x, y, width, height] = box.map((side) => side * scale);
      const edge = 0.3 * height;
      canvas.width = width + 2 * edge;
      canvas.height = height + 2 * edge;
      canvas.getContext("2d").drawImage(picture, x - edge, y - edge, canvas.width, canvas.height, 0, 0, canvas.width, canvas.height);
    };
    picture.src = sheet.dataset.large;
    turn(choose, false);
    dialog.showModal();
    form.elements.new.focus();
  }

  dialog?.querySelector("[data-send]").addEventListener("click", async () => {
    const [now, changed] = [form.elements.now.value, form.elements.new.value.trim()];
    await navigator.clipboard?.writeText(changed).catch(() => {});
    const asked = new URLSearchParams({ message: `Correct a line: ${now} → ${changed}` });
    location.assign(`${scan.dataset.edit}?${asked}`);
  });
  form?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.name !== "new") return;
    event.preventDefault();
    dialog.querySelector("[data-send]").click();
  });

  show("both");
  for (const sheet of sheets) seen.observe(sheet);
  addEventListener("hashchange", showPart);
  showPart();
})();
