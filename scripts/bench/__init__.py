"""Measurements, run by hand: what the budgets in the design are held against."""
