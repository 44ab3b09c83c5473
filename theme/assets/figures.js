// Enlarges the picture of a figure in a dialog. Without this script the figure's link leads to the picture itself.
(() => {
  const { enlarge, close } = document.querySelector("[data-enlarge]").dataset;
  const dialog = document.createElement("dialog");
  dialog.className = "cf-large";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = close;
  const large = document.createElement("img");
  const words = document.createElement("div");
  dialog.append(button, large, words);
  document.body.append(dialog);

  let opener; // the link that opened the dialog

  function open(link) {
    const small = link.querySelector("img");
    opener = link;
    // The size on the page is shown until the large one is loaded, so that nothing moves.
    large.width = small.getAttribute("width");
    large.height = small.getAttribute("height");
    large.src = small.currentSrc || small.src;
    large.alt = small.alt;
    const whole = new Image();
    whole.onload = () => {
      if (opener === link) large.src = whole.src;
    };
    whole.src = link.href;
    words.replaceChildren(...(link.parentElement.querySelector("figcaption")?.cloneNode(true).childNodes ?? []));
    const article = link.closest("[lang]");
    words.lang = large.lang = article.lang;
    words.dir = article.dir || "auto";
    dialog.setAttribute("aria-label", small.alt || enlarge);
    dialog.showModal();
  }

  for (const link of document.querySelectorAll(".cf-figure > a")) {
    link.setAttribute("aria-haspopup", "dialog");
    link.title = enlarge;
    link.addEventListener("click", (event) => {
      // The reader may want the picture in a tab of its own.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(link);
    });
  }

  button.addEventListener("click", () => dialog.close());
  // A click anywhere but on the words closes it; so does Escape.
  dialog.addEventListener("click", (event) => {
    if (!words.contains(event.target)) dialog.close();
  });
  dialog.addEventListener("close", () => {
    const link = opener;
    opener = undefined;
    large.removeAttribute("src");
    link?.focus();
  });
})();
