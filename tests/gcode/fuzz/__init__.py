"""Bytes of every kind for each parser of sliced files."""
