"""Sheets drawn as PNG, with Pillow and fonts of our own; imported at the first picture."""
