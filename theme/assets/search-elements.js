// Elements of the search page, its words, and numbers and dates in its language.
const place = document.getElementById("search-strings");
export const words = place ? JSON.parse(place.textContent) : { language: document.documentElement.lang };

const plural = new Intl.PluralRules(words.language);
export const numbers = new Intl.NumberFormat(words.language);
const months = new Intl.DateTimeFormat(words.language, { year: "numeric", month: "long", timeZone: "UTC" });
const days = new Intl.DateTimeFormat(words.language, { dateStyle: "long", timeZone: "UTC" });

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** A text that depends on a number, which replaces {n}. */
export const counted = (key, number) =>
  (words[`${key}_${plural.select(number)}`] ?? words[`${key}_other`] ?? "").replace("{n}", numbers.format(number));

/** A date written out; of some only the month ("1974-05") or the year ("1896") is known. */
export function longDate(day) {
  if (/^\d{4}-\d\d$/.test(day)) return months.format(new Date(`${day}-01T00:00:00Z`));
  const date = new Date(`${day}T00:00:00Z`);
  return day.length < 10 || Number.isNaN(date.valueOf()) ? day : days.format(date);
}
