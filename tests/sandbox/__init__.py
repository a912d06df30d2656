"""Tests of the sandbox Bot API server."""
