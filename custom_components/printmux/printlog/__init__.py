"""The print log: one row a print, totals kept beside it."""
