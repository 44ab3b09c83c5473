// Pictures that can be enlarged: the middle stays in the middle, and dragging moves the picture. The radio buttons and
// the scroll bars work without this script.
(() => {
  const median = (circles, name) => {
    const places = [...circles].map((circle) => parseFloat(circle.getAttribute(name)) / 100).sort((a, b) => a - b);
    return places[Math.floor(places.length / 2)];
  };

  for (const figure of document.querySelectorAll(".cf-zoom")) {
    const view = figure.querySelector(".cf-zoom__view");
    // Until the reader moves it, the picture is enlarged around its median circle, not around empty sea.
    let middle = ["cx", "cy"].map((name) => median(figure.querySelectorAll("circle"), name));

    const remember = () => {
      middle = [
        (view.scrollLeft + view.clientWidth / 2) / view.scrollWidth,
        (view.scrollTop + view.clientHeight / 2) / view.scrollHeight,
      ];
    };
    const restore = () => {
      const [across, down] = middle;
      view.scrollLeft = across * view.scrollWidth - view.clientWidth / 2;
      view.scrollTop = down * view.scrollHeight - view.clientHeight / 2;
    };
    view.addEventListener("scroll", remember, { passive: true });
    figure.addEventListener("change", restore);
    restore();

    let drag = null; // x, y, whether the picture has moved
    view.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button === 0) drag = [event.clientX, event.clientY, false];
    });
    view.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const [x, y] = drag;
      if (!drag[2] && Math.hypot(event.clientX - x, event.clientY - y) < 4) return;
      if (!drag[2]) view.setPointerCapture(event.pointerId);
      view.scrollLeft -= event.clientX - x;
      view.scrollTop -= event.clientY - y;
      drag = [event.clientX, event.clientY, true];
    });
    view.addEventListener("pointerup", () => (drag = null));
    view.addEventListener("pointercancel", () => (drag = null));
    // A link must not be dragged in place of the picture.
    view.addEventListener("dragstart", (event) => event.preventDefault());
  }
})();
