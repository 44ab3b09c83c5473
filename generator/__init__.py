"""Clipfile: a folder of raw news clippings becomes a searchable, citable, permanent website."""

__version__ = "0.1.0"
