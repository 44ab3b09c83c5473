"""One module for each family of formats; ``generator.imports.formats`` lists what they read."""
