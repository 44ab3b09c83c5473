"""``python -m generator``: the same as the ``clipfile`` command."""

from generator.commands.cli import main

if __name__ == "__main__":
    main()
