// Ranks the results of several shards together: Pagefind's own formula (BM25, and a bonus for words of the headline or
// the summary) with the numbers of the whole archive instead of each shard's.
// https://pagefind.app/docs/ranking/ describes its parameters; these are its defaults.
const LENGTH = 0.75; // how much a page's length counts
const SATURATION = 1.4; // how soon repeating a word adds no more
const META_WEIGHTS = { title: 5, summary: 1, date: 1, image: 1 }; // how much a word counts outside the text
const DIGITS = 4; // significant digits of a score: Pagefind computes with 32 bits, and errors add up

/** Parameters that score length relative to the archive's average instead of the shard's. */
function parameters({ words, pages }, average) {
  const ratio = (words / pages / average) * (LENGTH / (1 - LENGTH));
  const length = ratio / (1 + ratio);
  return { length, saturation: (SATURATION * (1 - LENGTH)) / (1 - length) };
}

/** Pagefind's options for a shard, so that it scores like the whole archive, except for the factor `scale`. */
export function shardOptions(shard, average) {
  const { length, saturation } = parameters(shard, average);
  shard.scale = (SATURATION + 1) / (saturation + 1);
  // Metadata is scored here, because that depends on how many articles of the archive contain a word.
  const none = Object.keys(META_WEIGHTS).map((name) => [name, 0]);
  return { pageLength: length, termSaturation: saturation, metaWeights: Object.fromEntries(none) };
}

/** The weight of a word that `count` of `pages` articles contain. */
const rarity = (pages, count) => Math.log(1 + (pages - count + 0.5) / (count + 0.5));

/** The results of all shards that contain every term, in the order of the shards. */
export function matching(answers, { terms }) {
  return answers.filter(({ counts }) => terms.every((_, at) => counts[at])).flatMap(({ whole }) => whole.results);
}

/** The same results, best first. */
export function rank(answers, { terms }) {
  const pages = answers.reduce((sum, { shard }) => sum + shard.pages, 0);
  const weights = terms.map((_, at) => rarity(pages, answers.reduce((sum, { counts }) => sum + counts[at], 0)));
  const full = answers.filter(({ counts }) => !counts.includes(0));
  const scored = full.flatMap((answer) => scores(answer, weights));
  return scored.sort((a, b) => b.score - a.score || (a.result.id < b.result.id ? -1 : 1)).map(({ result }) => result);
}

/** Scores of one shard's results: the sum of what each term adds. */
function scores({ shard, whole, parts, counts }, weights) {
  const sums = new Map(whole.results.map(({ id }) => [id, { text: 0, meta: {} }]));
  parts.forEach(({ results }, at) => {
    const change = (shard.scale * weights[at]) / rarity(shard.pages, counts[at]);
    for (const { id, score, matchedMetaFields = [] } of results) {
      const sum = sums.get(id);
      if (!sum) continue;
      sum.text += score * change;
      for (const name of matchedMetaFields) sum.meta[name] = (sum.meta[name] ?? 0) + weights[at];
    }
  });
  const most = weights.reduce((sum, weight) => sum + weight, 0);
  return whole.results.map((result) => ({ result, score: total(sums.get(result.id), most) }));
}

function total({ text, meta }, most) {
  const bonus = ([name, weight]) => (META_WEIGHTS[name] ?? 0) * weight * (weight / most) ** 2;
  const all = Object.entries(meta).reduce((sum, field) => sum + bonus(field), text);
  return Number(all.toPrecision(DIGITS));
}

/** Counts of several shards added up: {name: {value: number}}. */
export function sumCounts(all) {
  const sums = {};
  for (const [name, values] of all.flatMap(Object.entries)) {
    sums[name] ??= {};
    for (const [value, count] of Object.entries(values)) sums[name][value] = (sums[name][value] ?? 0) + count;
  }
  return sums;
}
