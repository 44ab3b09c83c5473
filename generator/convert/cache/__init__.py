"""What each seed became, kept between conversions. Deleting the cache only slows the next conversion.

``articles`` decides what is still valid, ``records`` says how it is stored, ``decoded`` keeps decoded records
in memory while a site is served, ``texts`` reads the text of one article.
"""
