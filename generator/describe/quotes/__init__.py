"""Finds the quotations in a body and who is quoted.

Start with ``find.find_quotes``:

- ``quote_marks`` finds quoted text, ``blocks`` blocks that are set apart and name who is quoted;
- ``speakers`` finds the names that may be speakers; ``capitalised`` finds those that no authority file lists;
- ``attribution`` decides the speaker of one quotation; ``uncased`` does in languages without capitals
  (``east_asian`` for three of them), ``position`` by the place of a name alone; ``antecedents`` finds whom a
  pronoun stands for;
- ``speech`` compiles the words of ``data/speech.yml``.
"""
