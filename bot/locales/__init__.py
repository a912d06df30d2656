"""Sentences of the interface, one Fluent file a language."""
