// The state of the search page, {query, exact, sort, filters: {name: [values]}, from, to}, and its address.
import { KINDS } from "./search-catalog.js";
import { bound } from "./search-dates.js";

export const FILTERS = ["topic", "person", "place", "organization", "collection", "tag", "author", "source", "language"];

export function fromAddress() {
  const params = new URLSearchParams(location.search);
  const filters = FILTERS.map((name) => [name, params.getAll(name).filter(Boolean).map((value) => value.normalize("NFC"))]).filter(([, values]) => values.length);
  const [query, sort, from, to, year, exact] = ["q", "sort", "from", "to", "year", "exact"].map((name) => params.get(name) ?? "");
  const range = { from: bound(from || year), to: bound(to || year) };
  return { query, exact: Boolean(exact), sort, filters: Object.fromEntries(filters), ...range };
}

export function toAddress({ query, exact, sort, filters, from, to }) {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => params.append(name, value));
  for (const [name, value] of Object.entries({ from, to, sort, exact: exact && "1" })) if (value) params.set(name, value);
  const text = params.toString();
  return text ? `?${text}` : location.pathname;
}

const without = (filters, name) => Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));

/** The state with one value of a filter chosen or removed. */
export function toggle({ filters, ...rest }, { name, value, checked }) {
  const values = (filters[name] ?? []).filter((other) => other !== value).concat(checked ? value : []);
  const others = without(filters, name);
  return { ...rest, filters: values.length ? { ...others, [name]: values } : others };
}

/** A state as it is searched: a query of signs alone, such as the quotation mark that begins a phrase, is none. */
export const searched = (asked) => (globalThis.clipfile.wordsOf(asked.query).length ? asked : { ...asked, query: "" });

export const isIdle = ({ query, filters, from, to }) => !query && !Object.keys(filters).length && !from && !to;

/** Whether a range of dates ends before it begins: "2010" to "2009", "2010-05" to "2010-03". */
export const isReversed = ({ from, to }) => Boolean(from && to) && from.slice(0, to.length) > to.slice(0, from.length);

/** What the reader chose of a state; the others are from a name without words in the texts (filedUnder). */
export const chosen = (asked) => asked.typedName ?? asked;

/** The page that a query in which no article has all words means: named in full, or the only one that several words begin. */
export const meant = (query, offers) =>
  offers.find(({ cost = 0 }) => cost === 0) ?? (offers.length === 1 && globalThis.clipfile.wordsOf(query).length > 1 ? offers[0] : null);

/** A state with the articles of the page that a query means. Null if there is none, or the reader has chosen otherwise. */
export function filedUnder(asked, offers) {
  const page = meant(asked.query, offers);
  const [folder, ...date] = page?.url.split("/").filter(Boolean) ?? [];
  const kind = KINDS[folder];
  if (!kind || asked.filters[kind] || (kind === "date" && (asked.from || asked.to))) return null;
  const within = kind === "date" ? { from: date.join("-"), to: date.join("-") } : { filters: { ...asked.filters, [kind]: [page.name] } };
  return { ...asked, ...within, query: "", offers, typedName: asked };
}
