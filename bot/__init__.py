"""The application: what Rubrika knows and what it can do."""
