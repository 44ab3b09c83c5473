"""Names no authority file knows. Start with ``find``; cues and their weights are in ``data/cues*.yml``."""
