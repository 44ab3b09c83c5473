"""What goes into ``seeds/`` and out of it: added pages, imports, drafts, withdrawals, new archives."""
