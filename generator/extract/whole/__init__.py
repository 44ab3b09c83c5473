"""Whether a document is one whole article.

``refusal`` says why a document is not one article: ``several`` finds files of several, by the lines that
``labels`` reads and the heads that ``heads`` finds, and ``links`` lists of addresses. ``refused`` recognises
saved error pages, ``incomplete`` articles of which only a part was saved: ``missing`` says which part, also
by what ``page_claims`` finds in the head of a page, and ``offers`` knows lines that offer subscriptions.
``terms`` looks up the words of ``data/incomplete.yml``. A curator has the last word: ``whole: true`` in a
sidecar.
"""
