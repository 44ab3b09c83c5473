"""The theme as MkDocs finds it by name (``theme: {name: clipfile}``), also from a checkout.

MkDocs looks for the templates in the folder of this module's file.
"""

from generator import INSTALLED, PACKAGE

__file__ = str((PACKAGE if INSTALLED else PACKAGE.parent) / "theme" / "__init__.py")
