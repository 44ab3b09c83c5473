"""The one writer: ``writer.write`` writes what changed and removes what is no longer derived."""
