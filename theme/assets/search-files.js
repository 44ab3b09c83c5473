// The files of the index, which generator/site/search writes: compressed JSON, loaded once each.
const SUFFIX = ".json.gz";
const GZIP = [0x1f, 0x8b]; // how compressed files begin, unless the server has said so and the browser has unpacked them

let folder; // the address of the index
let catalog; // promise of the folder of the catalog
const files = new Map(); // address → promise of its contents

export function open(address) {
  folder ??= address;
}

async function unpacked(answer) {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!GZIP.every((byte, at) => bytes[at] === byte)) return JSON.parse(new TextDecoder().decode(bytes));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

async function load(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return unpacked(answer);
}

function once(key, loading) {
  if (!files.has(key)) {
    const loaded = loading();
    files.set(key, loaded);
    loaded.catch(() => files.delete(key)); // the next search tries again
  }
  return files.get(key);
}

/** A file of a shard. */
export const shardFile = (shard, name) => once(shard.path + name, () => load(new URL(`${shard.path}${name}${SUFFIX}`, folder)));

/** A file of the catalog of all shards; null if there is none of that name. */
export function catalogFile(name) {
  // The list changes with each build; the folders that it names are named after their contents.
  catalog ??= load(new URL("index.json", folder), { cache: "no-cache" }).then((listed) => new URL(listed.catalog, folder));
  catalog.catch(() => (catalog = undefined));
  return once(`catalog/${name}`, async () => load(new URL(`${name}${SUFFIX}`, await catalog)));
}

/** As `catalogFile`, for a file that may not exist. */
export const optionalFile = (name) => catalogFile(name).catch(() => null);

/** Numbers from the first of them and the distances between neighbours. */
export function numbersOf(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}
