"""Numbered SQL steps, applied in order by `storage.migrate`."""
