"""Tables as functions: SQL in, domain values out."""
