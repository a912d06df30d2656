"""Public previews of channels on the web."""
