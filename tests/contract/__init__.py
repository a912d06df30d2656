"""Sentences of the contract, tried as people use the bot."""
