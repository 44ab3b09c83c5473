"""What a change does to an archive, for its reviewer. Start with ``changes.compare`` and ``markdown``."""
