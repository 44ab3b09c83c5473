"""One seed to one draft: its bytes decoded, its article found, the rest put into the ledger.

``formats.extract`` picks the reader: ``html``, ``plain``, ``markdown``, ``mail`` or ``documents``.
"""
