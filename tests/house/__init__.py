"""The house's own rules, each a test that fails with a sentence naming the file."""
