"""Programs that recognize printed text."""
