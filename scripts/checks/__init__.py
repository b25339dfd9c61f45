"""Checks of the integration as hassfest and HACS would do, without their images."""
