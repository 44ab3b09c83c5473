"""Whether a document is one whole article.

``several`` finds files that hold several articles, by the lines that ``labels`` reads, ``links`` lists of
addresses, ``refused`` saved error pages, and ``incomplete`` articles of which only a part was saved. A
curator has the last word: ``whole: true`` in a sidecar.
"""
