// "From this day": the articles of the reader's day in other years take the place of those of the newest article's day.
(async () => {
  const part = document.querySelector("[data-days]");
  if (!part || !location.protocol.startsWith("http")) return;
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0"));
  const address = (path) => new URL(path, new URL(`${part.dataset.root}/`, document.baseURI)).href;

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    return made;
  }

  function item({ title, url, date, when, source, language, direction }) {
    const [line, where] = [element("li", "", { dir: direction }), element("p", "", { class: "cf-where" })];
    if (source) where.append(element("span", source, { class: "cf-paper" }));
    where.append(element("time", when, { datetime: date }));
    const headline = element("h3", "", { lang: language, dir: direction });
    headline.append(element("a", title, { href: address(url) }));
    line.append(where, headline);
    return line;
  }

  try {
    const answer = await fetch(address(`data/days/${month}.json`));
    const found = answer.ok ? (await answer.json())[day] : null;
    if (!found) return;
    const label = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", day: "numeric" }).format(now);
    const words = found.exact ? part.dataset.on : part.dataset.around;
    part.querySelector("h2").textContent = words.replace("{day}", () => label);
    part.querySelector("ol").replaceChildren(...found.articles.map(item));
    part.hidden = false;
  } catch {
    // Without a connection the page stays as it is.
  }
})();
