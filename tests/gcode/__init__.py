"""Tests of the gcode package."""
