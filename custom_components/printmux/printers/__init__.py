"""Outbound side: one small driver for each printer-host protocol."""
