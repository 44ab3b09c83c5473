"""Quotations and their speakers. Start with ``find``."""
