// Packs of the index: several of Pagefind's small files in one, as generator/site/search/packs.py writes them.
const FRAGMENT = /_([\da-f]{7})[\da-f]*\.pf_fragment$/; // language, and a digest
const LINE = 10; // the byte that ends a pack's list of members

/** The pack that contains a file of a shard, as a path below the shard; undefined for a file of its own. */
export function packOf(name, { pages }) {
  if (name.endsWith(".pf_filter")) return "filters.pack";
  const digest = FRAGMENT.exec(name)?.[1];
  return digest && `fragments/${Number.parseInt(digest, 16) % pages}.pack`;
}

/** The bytes of one member of a pack. */
export function member(pack, name) {
  const line = pack.indexOf(LINE);
  let start = line + 1;
  for (const [file, size] of Object.entries(JSON.parse(new TextDecoder().decode(pack.subarray(0, line))))) {
    if (file === name) return pack.slice(start, start + size);
    start += size;
  }
  throw new Error(`${name} is in no pack`);
}
