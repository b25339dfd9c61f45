"""Test what the card and the panel are told."""
