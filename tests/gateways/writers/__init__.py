"""The writers: what a language model is told, and what becomes of what it says."""
