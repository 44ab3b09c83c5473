"""Scans of printed articles: their words with their places on the paper.

- ``alto`` reads and writes the words of a scan as ALTO, the format of libraries for recognized text.
"""
