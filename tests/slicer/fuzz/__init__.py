"""What no client sends on purpose, made by hypothesis."""
