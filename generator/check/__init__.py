"""What is wrong with an archive. ``inspection.inspect`` runs the rules, one module each."""
