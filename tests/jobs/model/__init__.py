"""The dispatch engine against all that may happen, in simulated time."""
