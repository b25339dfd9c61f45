"""What slicers need of PrintMux, statement by statement, at each of its addresses."""
