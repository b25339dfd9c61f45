"""Tests of the drivers against small servers on this machine."""
