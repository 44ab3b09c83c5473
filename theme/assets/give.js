// Checks the form while it is being filled in, turns it into a seed, and opens the host's page for a new file.
(() => {
  const form = document.querySelector(".cf-give form");
  if (!form) return;
  form.hidden = false;

  // Hosts refuse longer addresses. The text is then copied to the clipboard.
  const LONGEST = 7500;
  const SHORTEST_TEXT = 80;
  const status = form.querySelector("[role=status]");
  const today = () => new Date().toISOString().slice(0, 10);
  const value = (name) => form.elements[name].value.trim();
  const touched = new Set();

  const faulty = {
    headline: () => !value("headline"),
    address: () => !/^https?:\/\/[^\s<>"'/.]+\.[^\s<>"']+$/.test(value("address")),
    date: () => form.elements.date.validity.badInput || value("date") > today(),
    text: () => value("text").length < SHORTEST_TEXT,
  };

  function check(name) {
    const fault = document.getElementById(`give-${name}-fault`);
    const wrong = faulty[name]();
    form.elements[name].setAttribute("aria-invalid", String(wrong));
    const message = wrong ? fault.dataset.fault : "";
    if (fault.textContent !== message) fault.textContent = message;
    return !wrong;
  }

  // Every JSON string is a valid YAML string.
  function seed() {
    const lines = ["---", `title: ${JSON.stringify(value("headline"))}`];
    if (value("date")) lines.push(`date: ${value("date")}`);
    lines.push("source:", `  url: ${JSON.stringify(value("address"))}`, `  retrieved: ${today()}`);
    if (value("note")) lines.push(`note: ${JSON.stringify(value("note"))}`);
    return `${lines.join("\n")}\n---\n\n${form.elements.text.value.replace(/\r\n?/g, "\n").trim()}\n`;
  }

  function name() {
    const plain = value("headline").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const words = plain.normalize("NFC").match(/[\p{L}\p{N}]+/gu) || ["article", value("date") || today()];
    // File systems allow names of 255 bytes, and a letter may need four.
    return `${[...words.join("-")].slice(0, 60).join("").replace(/-+$/, "")}.txt`;
  }

  function address(text) {
    const { address, name: key, value: content, prefix } = form.dataset;
    const empty = `${address}?${key}=${encodeURIComponent(prefix + name())}`;
    const filled = `${empty}&${content}=${encodeURIComponent(text)}`;
    return content && filled.length <= LONGEST ? { url: filled, complete: true } : { url: empty, complete: false };
  }

  async function submit(event) {
    event.preventDefault();
    const wrong = Object.keys(faulty).filter((field) => (touched.add(field), !check(field)));
    if (wrong.length) {
      form.elements[wrong[0]].focus();
      return;
    }
    const text = seed();
    const { url, complete } = address(text);
    if (!complete) {
      // If the browser forbids copying, the reader copies the text shown below.
      form.querySelector("details").open = true;
      await navigator.clipboard?.writeText(text).catch(() => {});
      if (status.textContent === "") {
        status.textContent = status.dataset.copied;
        // Showing the file has moved the button and the message out of view.
        form.querySelector("button").scrollIntoView({ block: "center" });
        return;
      }
    }
    location.assign(url);
  }

  function show(event) {
    const field = event.target.name;
    if (event.type === "change") touched.add(field);
    if (touched.has(field) && faulty[field]) check(field);
    form.querySelector("[data-file]").textContent = name();
    form.querySelector("pre").textContent = seed();
  }

  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.addEventListener("submit", submit);
  // Leaving a field may show an error, which would move the button from under the pointer; so the field keeps the focus.
  form.querySelector("button").addEventListener("mousedown", (event) => event.preventDefault());
})();
