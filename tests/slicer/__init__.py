"""Tests of the slicer-facing side."""
