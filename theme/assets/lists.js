// Lists and indexes: the other order of time, names that contain what is typed. Links work without this script.
(() => {
  // "Oldest first" leads to the last page of a list. Here the articles on it are turned around, and its pager.
  const list = document.querySelector(".cf-entries[id]");
  const link = document.querySelector(".cf-turn a");
  const there = link?.getAttribute("href");
  let turned = false;

  function swap(node) {
    [node.textContent, node.dataset.turned] = [node.dataset.turned, node.textContent];
  }

  function turnPager(pager) {
    const [years] = pager.getElementsByTagName("ul");
    for (const part of [pager, ...pager.querySelectorAll("p")]) part.append(...[...part.children].reverse());
    if (years) pager.append(years);
    pager.querySelectorAll("[data-turned]").forEach(swap);
    for (const anchor of pager.querySelectorAll("p a")) anchor.hash = turned ? list.id : "";
  }

  function turn() {
    if ((location.hash === `#${list.id}`) === turned) return;
    turned = !turned;
    list.append(...[...list.children].reverse());
    link.parentElement.querySelectorAll("[data-turned]").forEach(swap);
    link.setAttribute("href", turned ? `${link.dataset.back}#` : there);
    document.querySelectorAll(".cf-pager").forEach(turnPager);
  }

  if (list && link) {
    addEventListener("hashchange", turn);
    turn();
  }

  // A form that leads to the search page leaves out what has not been chosen.
  const form = document.querySelector(".cf-within");
  form?.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });

  // An index shows the names that contain all words typed. If it has several pages, names come from the files
  // that search-names.js reads too, by the beginning of the last word.
  const box = document.querySelector(".cf-names input");
  if (!box) return;
  const { kind, root, names } = box.form.dataset;
  const none = document.querySelector(".cf-none");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const own = [...document.querySelectorAll(".cf-names__list li")].map((item) => [item, plain(item.firstElementChild.textContent)]);
  const letters = [...document.querySelectorAll(".cf-letter")];
  const groups = letters.length ? letters : [...document.querySelectorAll(".cf-names__list")];
  const number = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: "always", numberingSystem: "latn" });
  const found = document.createElement("ul");
  found.className = "cf-names__list";
  found.hidden = true;
  none.after(found);

  function showOwn(words) {
    const hits = own.map(([item, name]) => !(item.hidden = !words.every((word) => name.includes(word))));
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    return hits.filter(Boolean).length;
  }

  async function load(letters) {
    const codes = [...letters].map((letter) => letter.codePointAt(0).toString(16)).join("-");
    const answer = await fetch(new URL(`${codes}.json`, new URL(names, location.href)));
    return answer.ok ? answer.json() : { names: [], next: "" };
  }

  async function everywhere(words) {
    const letters = [...words.at(-1)];
    let length = 1;
    let file = await load(letters[0]);
    while (length < letters.length && file.next.includes(letters[length])) {
      length += 1;
      file = await load(letters.slice(0, length));
    }
    const rows = file.names.filter(([name, url, , form]) => url.startsWith(kind) && words.every((word) => plain(`${name} ${form ?? ""}`).includes(word)));
    return [...new Map(rows.map((row) => [row[1], row])).values()];
  }

  function item([name, url, count]) {
    const line = document.createElement("li");
    const anchor = Object.assign(document.createElement("a"), { href: new URL(url, new URL(root, location.href)).href, textContent: name });
    line.append(anchor, " ", Object.assign(document.createElement("span"), { className: "cf-count", textContent: number.format(count) }));
    return line;
  }

  let typed = 0;
  box.addEventListener("input", async () => {
    const turn = (typed += 1);
    const words = plain(box.value).match(/[\p{L}\p{N}]+/gu) ?? [];
    let count = names && words.length ? 0 : showOwn(words);
    if (names && words.length) {
      const rows = await everywhere(words).catch(() => null);
      if (turn !== typed) return;
      if (rows) found.replaceChildren(...rows.map(item));
      count = rows ? rows.length : showOwn(words);
      found.hidden = !rows;
      for (const group of groups) group.hidden = Boolean(rows);
    } else {
      found.hidden = true;
    }
    none.textContent = count ? "" : none.dataset.none;
  });
  box.form.addEventListener("submit", (event) => {
    const first = document.querySelector(".cf-names__list:not([hidden]) li:not([hidden]) a");
    if (!box.value || !first) return;
    event.preventDefault();
    first.click();
  });
})();
