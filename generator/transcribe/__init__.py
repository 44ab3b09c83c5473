"""Reading the text of scans: pages in, text and ALTO out. Only the command `transcribe` imports this."""
