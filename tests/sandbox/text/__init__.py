"""Tests of the text handling of the sandbox, held to TDLib."""
