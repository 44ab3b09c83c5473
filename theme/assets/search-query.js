// What the search page needs for a query.
export * as engine from "./search-engine.js";
export * as names from "./search-names.js";
export * as results from "./search-results.js";
export * as spelling from "./search-spelling.js";
