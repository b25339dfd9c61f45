"""Pure functions over sliced files."""
