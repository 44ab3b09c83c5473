"""The commands, one module each. They parse, call, print; they decide nothing."""
