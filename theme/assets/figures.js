// Enlarges the pictures of a page in a dialog, with buttons and arrow keys for the previous and the next one. Without
// this script a figure's link leads to the picture itself.
(() => {
  const words = document.querySelector("[data-enlarge]").dataset;
  const links = [...document.querySelectorAll(".cf-figure > a")];

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }
  const button = (text, click, properties) => element("button", { type: "button", textContent: text, onclick: click, ...properties });

  const step = (by) => show((shown + by + links.length) % links.length);
  const arrow = (text, label, by) => button(text, () => step(by), { ariaLabel: label, title: label });
  const place = element("span", { role: "status" });
  const several = element("p", { hidden: links.length < 2 }, arrow("←", words.previous, -1), place, arrow("→", words.next, 1));
  // The button that has the focus when the dialog opens.
  const close = button(words.close, () => dialog.close(), { autofocus: true });
  const large = element("img");
  const view = element("div", { className: "cf-large__view" }, large);
  const caption = element("div", { className: "cf-large__words" });
  const dialog = element("dialog", { className: "cf-large" }, element("div", { className: "cf-large__bar" }, several, close), view, caption);
  document.body.append(dialog);

  let shown; // the index of the picture in the dialog

  function show(index) {
    shown = index;
    const link = links[index];
    const small = link.querySelector("img");
    // The size is known before the large file is loaded, so nothing moves.
    for (const side of ["width", "height"]) large.style.setProperty(`--${side}`, small.getAttribute(side));
    large.src = small.currentSrc || link.href;
    large.alt = small.alt;
    const whole = element("img", { src: link.href });
    whole.onload = () => {
      if (shown === index) large.src = whole.src;
    };
    caption.replaceChildren(...(link.parentElement.querySelector("figcaption")?.cloneNode(true).childNodes ?? []));
    const { lang, dir } = link.closest("[lang]");
    for (const part of [large, caption]) Object.assign(part, { lang, dir: dir || "auto" });
    place.replaceChildren(`${index + 1}/${links.length}`, element("span", { className: "cf-unseen", textContent: ` ${small.alt}` }));
    dialog.ariaLabel = small.alt || words.enlarge;
  }

  for (const [index, link] of links.entries()) {
    link.ariaHasPopup = "dialog";
    link.title = words.enlarge;
    link.addEventListener("click", (event) => {
      // The reader may want the picture in a tab of its own.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
    });
  }

  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || links.length < 2 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    step(getComputedStyle(dialog).direction === "rtl" ? -by : by);
  });
  // A click on the picture or next to it closes it; so does Escape.
  dialog.addEventListener("click", ({ target }) => {
    if ([dialog, view, large].includes(target)) dialog.close();
  });
  dialog.addEventListener("close", () => {
    links[shown].focus();
    shown = undefined;
    large.removeAttribute("src");
  });
})();
