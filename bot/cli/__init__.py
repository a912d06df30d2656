"""Commands of the console script, a module each; `bot.__main__` puts them together."""
