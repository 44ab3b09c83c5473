"""Pictures of articles: found next to a document, checked, and made into what the site shows.

- ``fetched`` finds those that ``clipfile add`` saved with a page;
- ``files`` resolves the address of a picture to a file below the seeds, and reads it with limits;
- ``images`` decodes an image far enough to know that it is one, and how large;
- ``renditions`` says which sizes the site has of a picture, and where they are; ``encoding`` makes them;
- ``same`` recognizes a photograph in other sizes and encodings, by what ``pixels`` says of it;
- ``cards`` draws what is shown of a link to an article without a picture;
- ``reading`` turns the pictures of a draft into those of its article, and says what was left out
  (``record``).

Only this package and ``scans`` import the imaging library.
"""
