"""Generated pages rendered as MkDocs would, in worker processes, and stored by the digest of their inputs.

A stored page is reused until its Markdown changes, or the state that all pages share: the templates, the
settings, the hand-written pages that the masthead links to, and the versions of the software that renders
them. Style sheets and scripts are not part of a page. MkDocs itself renders only the hand-written pages and
the front page.
"""
