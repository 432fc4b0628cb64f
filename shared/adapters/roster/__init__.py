"""SIECLE roster files: from hostile bytes to a validated, staged roster."""
