"""What enters and leaves ``seeds/``: pages added, imports, drafted sidecars, withdrawals, new archives."""
