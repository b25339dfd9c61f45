"""Inbound side: what PrintMux is to slicers, a Moonraker and an OctoPrint server."""
