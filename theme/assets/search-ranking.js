// One order for the answers of several shards: Pagefind's own formula (BM25, and a bonus for words of the headline or
// the summary), with the numbers of the whole archive in the place of each shard's.
// https://pagefind.app/docs/ranking/ describes its parameters, whose defaults stand here.
const LENGTH = 0.75; // how much a page's length counts
const SATURATION = 1.4; // how soon more of a word counts no more
const FACTS = { title: 5, summary: 1, date: 1, image: 1 }; // how much a word counts in a fact beside the text
const EXACT = 5; // digits of a score that mean something: Pagefind reckons with 32 bits

/** The longer a shard's articles are than the archive's, the less their length may count. */
function parameters({ words, pages }, average) {
  const ratio = (words / pages / average) * (LENGTH / (1 - LENGTH));
  const length = ratio / (1 + ratio);
  return { length, saturation: (SATURATION * (1 - LENGTH)) / (1 - length) };
}

/** Pagefind's settings for a shard under which it scores as the whole archive would, up to `scale`. */
export function tuned(shard, average) {
  const { length, saturation } = parameters(shard, average);
  shard.scale = (SATURATION + 1) / (saturation + 1);
  // Facts are scored here: for that the number of all articles with a word has to be known.
  const none = Object.keys(FACTS).map((name) => [name, 0]);
  return { pageLength: length, termSaturation: saturation, metaWeights: Object.fromEntries(none) };
}

/** How much it says of an article that it holds a word, where so many of all articles do. */
const rarity = (pages, count) => Math.log(1 + (pages - count + 0.5) / (count + 0.5));

/** The results of all shards in which every term is found, in the order of the shards. */
export function answered(answers, { terms }) {
  return answers.filter(({ counts }) => terms.every((_, at) => counts[at])).flatMap(({ whole }) => whole.results);
}

/** The same, the best first. */
export function ranked(answers, { terms }) {
  const pages = answers.reduce((sum, { shard }) => sum + shard.pages, 0);
  const weights = terms.map((_, at) => rarity(pages, answers.reduce((sum, { counts }) => sum + counts[at], 0)));
  const full = answers.filter(({ counts }) => !counts.includes(0));
  const scored = full.flatMap((answer) => scores(answer, weights));
  return scored.sort((a, b) => b.score - a.score || (a.result.id < b.result.id ? -1 : 1)).map(({ result }) => result);
}

/** Scores of one shard's results, of which each term gives a part. */
function scores({ shard, whole, parts, counts }, weights) {
  const sums = new Map(whole.results.map(({ id }) => [id, { text: 0, facts: {} }]));
  parts.forEach(({ results }, at) => {
    const change = (shard.scale * weights[at]) / rarity(shard.pages, counts[at]);
    for (const { id, score, matchedMetaFields = [] } of results) {
      const sum = sums.get(id);
      if (!sum) continue;
      sum.text += score * change;
      for (const name of matchedMetaFields) sum.facts[name] = (sum.facts[name] ?? 0) + weights[at];
    }
  });
  const most = weights.reduce((sum, one) => sum + one, 0);
  return whole.results.map((result) => ({ result, score: total(sums.get(result.id), most) }));
}

function total({ text, facts }, most) {
  const bonus = ([name, found]) => (FACTS[name] ?? 0) * found * (found / most) ** 2;
  const all = Object.entries(facts).reduce((sum, fact) => sum + bonus(fact), text);
  return Number(all.toPrecision(EXACT));
}

/** Counts of several shards added up: {name: {value: number}}. */
export function counted(all) {
  const sums = {};
  for (const [name, values] of all.flatMap(Object.entries)) {
    sums[name] ??= {};
    for (const [value, count] of Object.entries(values)) sums[name][value] = (sums[name][value] ?? 0) + count;
  }
  return sums;
}
