// Pictures that can be enlarged: what was in the middle stays there, and a drag moves the picture. The radio
// buttons and the scroll bars do without any of it.
(() => {
  const median = (circles, name) => {
    const places = [...circles].map((circle) => parseFloat(circle.getAttribute(name)) / 100).sort((a, b) => a - b);
    return places[Math.floor(places.length / 2)];
  };

  for (const figure of document.querySelectorAll(".cf-zoom")) {
    const view = figure.querySelector(".cf-zoom__view");
    // Until the reader moves it, the picture is enlarged about its middle point, not about empty sea.
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

    let held = null;
    view.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button === 0) held = [event.clientX, event.clientY, false];
    });
    view.addEventListener("pointermove", (event) => {
      if (!held) return;
      const [x, y] = held;
      if (!held[2] && Math.hypot(event.clientX - x, event.clientY - y) < 4) return;
      if (!held[2]) view.setPointerCapture(event.pointerId);
      view.scrollLeft -= event.clientX - x;
      view.scrollTop -= event.clientY - y;
      held = [event.clientX, event.clientY, true];
    });
    view.addEventListener("pointerup", () => (held = null));
    view.addEventListener("pointercancel", () => (held = null));
    // A link must not be dragged in place of the picture.
    view.addEventListener("dragstart", (event) => event.preventDefault());
  }
})();
