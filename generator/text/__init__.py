"""What is known about written language: dates, sentences, scripts, folding, Markdown.

Start with ``dates.find_dates``, ``sentences``, ``folding.fold`` and ``tables.load_table`` (data as YAML).
"""
