"""Pages for readers, one module for each kind.

``articles`` makes the page of an article; ``listings`` those of a topic, a name, a source, a month or a tag;
``directories`` the indexes of them; ``front`` the front page. ``linking`` links the names in a text.

The front matter of an article's page is a contract: ``title``, ``date``, ``updated`` (EDTF), ``description``,
``language``, ``authors``, ``tags``, ``topics``, ``people``, ``organizations``, ``places``, ``collections``,
``source`` (``name``, ``url``, ``archived_url``, ``retrieved``, ``edition``, ``section``, ``page``, ``issn``,
``place``), ``pictures``, ``rights``, ``status``, ``incomplete``, ``facsimile``, ``transcription``,
``reviewed``, ``whole``, ``note``, ``corrections``, ``aliases``, ``id``, ``seed``, ``sha256``; empty fields
are left out (``record.front_matter_of``). ``tags`` has free tags, then topics, people, organizations and
places, without duplicates. Lists have similar front matter and a body of links; their pages are numbered from
the oldest, so that an article which is added changes no older page.

``convert --self-contained`` writes what templates need, and their names, into the pages. Links to optional
sections then need ``extra.clipfile.sections: [tags, pictures]`` in ``mkdocs.yml``, and ``empty_sections``
those without content.
"""
