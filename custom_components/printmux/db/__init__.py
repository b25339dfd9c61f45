"""The database: engine, tables and schema versions."""
