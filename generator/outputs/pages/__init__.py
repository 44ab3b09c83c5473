"""Pages for readers, one module for each kind."""
