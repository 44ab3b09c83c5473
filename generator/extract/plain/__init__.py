"""Pasted text. ``reader.extract_plain`` runs the stages; ``score`` decides which lines are the article."""
