// The range of dates on the search page. The reader types it, drags over a chart of the articles per month or year, or
// moves sliders with the keyboard. This module gets months ("1987-06", or "1987" if only the year is known) with
// their counts; search.js does the rest.
import { within } from "./search-catalog.js";
import { element, numbers, words } from "./search-view.js";

const MOST_MONTHS = 48; // with more months, each bar is a year
const SVG = "http://www.w3.org/2000/svg";
const place = document.querySelector(".cf-search__dates");
const month = new Intl.DateTimeFormat(words.language, { year: "numeric", month: "long", timeZone: "UTC" });

/** A bound that the reader typed, or "" if it is not one. */
export function bound(text) {
  const match = /^(\d{4})(?:-(\d{1,2}))?$/.exec(text.trim());
  return match ? match[1] + (match[2] ? `-${match[2].padStart(2, "0")}` : "") : "";
}

/** Every month or year from the first to the last, including those without articles. */
function units(months) {
  const known = Object.keys(months).sort();
  if (!known.length) return [];
  const [first, last] = [known[0], known.at(-1)].map((key) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5) || 1) - 1);
  const name = (number) => `${Math.floor(number / 12)}`.padStart(4, "0") + `-${`${(number % 12) + 1}`.padStart(2, "0")}`;
  const all = Array.from({ length: last - first + 1 }, (_, step) => name(first + step));
  const names = all.length > MOST_MONTHS ? [...new Set(all.map((key) => key.slice(0, 4)))] : all;
  const count = (unit) => known.reduce((sum, key) => sum + (key.startsWith(unit) ? months[key] : 0), 0);
  return names.map((unit) => ({ unit, count: count(unit) }));
}

function unitName(unit) {
  return unit.length > 4 ? month.format(new Date(`${unit}-01T00:00:00Z`)) : unit;
}

function barChart(bars, chosen) {
  const top = Math.max(...bars.map(({ count }) => count), 1);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${bars.length} 100`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  bars.forEach(({ unit, count }, at) => {
    const bar = document.createElementNS(SVG, "rect");
    const height = count && Math.max(4, (count / top) * 100);
    const shape = { x: at + 0.08, width: 0.84, y: 100 - height, height, class: within(unit, chosen) ? "in" : "out" };
    Object.entries(shape).forEach(([name, value]) => bar.setAttribute(name, value));
    const title = document.createElementNS(SVG, "title");
    title.textContent = `${unitName(unit)}: ${numbers.format(count)}`;
    bar.append(title);
    svg.append(bar);
  });
  return svg;
}

/** The ends of a range as positions of bars. */
function ends(bars, chosen) {
  const inside = bars.map(({ unit }, at) => (within(unit, chosen) ? at : -1)).filter((at) => at >= 0);
  return inside.length ? [inside[0], inside.at(-1)] : [0, bars.length - 1];
}

function slider(name, at, bars) {
  const input = element("input", { type: "range", min: 0, max: bars.length - 1, value: at });
  input.dataset.key = name;
  input.setAttribute("aria-label", words[name === "from" ? "search_earliest" : "search_latest"]);
  input.setAttribute("aria-valuetext", unitName(bars[at].unit));
  return input;
}

/** The range between two positions of bars. An end that excludes nothing is "". */
function range(bars, a, b) {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  return { from: low ? bars[low].unit : "", to: high < bars.length - 1 ? bars[high].unit : "" };
}

function dateBox(name, value) {
  const box = element("input", { type: "text", value, inputMode: "numeric", placeholder: words.search_date_hint.match(/\d{4}/)?.[0] ?? "" });
  box.dataset.key = `typed-${name}`;
  box.pattern = String.raw`\d{4}(-\d{1,2})?`;
  box.title = words.search_date_hint;
  return element("label", {}, words[`search_${name}`], " ", box);
}

/** Redraws the range; `choose` is called with what the reader chooses, {from, to}. */
export function showDates(months, chosen, choose) {
  const focused = document.activeElement?.dataset?.key;
  const known = Object.fromEntries(Object.entries(months).filter(([, count]) => count));
  const bars = units(known);
  place.hidden = bars.length < 2 && !chosen.from && !chosen.to;
  if (place.hidden) return;
  const boxes = [dateBox("from", chosen.from), dateBox("to", chosen.to)];
  const [from, to] = boxes.map((label) => label.querySelector("input"));
  boxes.forEach((label) => label.addEventListener("change", () => choose({ from: bound(from.value), to: bound(to.value) })));
  const chart = bars.length > 1 ? [rangeChart(bars, chosen, choose)] : [];
  const legend = element("legend", {}, words.search_date);
  const line = element("div", { className: "cf-search__typed" }, ...boxes);
  place.replaceChildren(element("fieldset", {}, legend, ...chart, line));
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function rangeChart(bars, chosen, choose) {
  const sliders = ["from", "to"].map((name, end) => slider(name, ends(bars, chosen)[end], bars));
  const box = element("div", { className: "cf-search__chart" });
  const draw = (preview) => box.querySelector("svg").replaceWith(barChart(bars, preview));
  const values = () => sliders.map(({ value }) => Number(value));
  sliders.forEach((input) => {
    input.addEventListener("input", () => {
      input.setAttribute("aria-valuetext", unitName(bars[input.value].unit));
      draw(range(bars, ...values()));
    });
    input.addEventListener("change", (event) => {
      event.stopPropagation();
      choose(range(bars, ...values()));
    });
  });
  box.append(barChart(bars, chosen), ...sliders);
  brush(box, bars.length, (start, end, done) => {
    draw(range(bars, start, end));
    if (done) choose(range(bars, start, end));
  });
  return box;
}

/** Calls `use(start, end, done)` while a pointer is dragged over the bars. */
function brush(box, count, use) {
  const at = (event) => {
    const { left, width } = box.getBoundingClientRect();
    const part = Math.min(0.9999, Math.max(0, (event.clientX - left) / width));
    return Math.floor(part * count);
  };
  let start = null;
  box.addEventListener("pointerdown", (event) => {
    // The browser moves the handles of the sliders.
    if (event.target.matches("input") || event.button) return;
    start = at(event);
    box.setPointerCapture(event.pointerId);
    use(start, start, false);
  });
  box.addEventListener("pointermove", (event) => start !== null && use(start, at(event), false));
  box.addEventListener("pointerup", (event) => {
    if (start !== null) use(start, at(event), true);
    start = null;
  });
  box.addEventListener("pointercancel", () => (start = null));
}
