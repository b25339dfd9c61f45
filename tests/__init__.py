"""Tests of PrintMux."""
