"""What drives a real Home Assistant in tests and in the demo."""
