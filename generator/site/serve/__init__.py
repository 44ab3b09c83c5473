"""The live site while people edit: what is watched, and what is shown."""
