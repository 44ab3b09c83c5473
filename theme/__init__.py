"""The theme as MkDocs finds it by name (``theme: {name: clipfile}``) where it is installed as a package."""
