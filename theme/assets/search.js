// Starts the search page. What only a search needs is loaded at once if the address has one.
if (location.search.length > 1) for (const name of ["engine", "words", "results", "names"]) import(`./search-${name}.js`);
import("./search-page.js");
