"""Reports the effects of a change to its reviewer. Start with ``changes.compare`` and ``markdown``."""
