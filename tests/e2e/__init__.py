"""A newcomer's walk through the whole product, in a real browser."""
