"""Articles from links and files."""
