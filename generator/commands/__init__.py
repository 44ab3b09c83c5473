"""The command line, one module a command: they parse, call and print. Start with ``cli``."""
