"""Pages for readers, one module a kind."""
