"""What goes into ``seeds/`` and out of it.

- ``new`` and ``add`` make a seed of a pasted text, a file or an address (``fetch``, ``request``); ``draft``
  proposes its sidecar.
- ``save`` writes the seeds, unless the archive has them.
- ``links`` asks which sources still answer and records those that do not.
- ``withdraw`` removes an article and leaves a notice, and ``purge`` deletes its files; ``history`` lists what
  the repository still has of it.
- ``starter`` creates a new archive, ``origin`` says where its copy of Clipfile comes from.
- ``schema`` derives JSON Schemas of the files that curators write.
- ``yamltext`` edits a sidecar and keeps its comments.
"""
