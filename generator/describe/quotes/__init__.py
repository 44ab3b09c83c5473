"""Finds the quotations in a body and who is quoted.

Start with ``find.find_quotes``:

- ``quote_marks`` finds quoted text;
- ``speakers`` finds the names that may be speakers; ``capitalised`` finds those that no authority file lists;
- ``attribution`` decides the speaker of one quotation; ``uncased`` does in languages without capitals;
- ``speech`` compiles the words of ``data/speech.yml``.
"""
