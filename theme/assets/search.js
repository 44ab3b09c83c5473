// Starts the search page. What only a search needs is in search-query.js, which a reader who does not search never loads.
import "./marks.js";
import "./search-page.js";
export * as catalog from "./search-catalog.js";
export * as view from "./search-view.js";
