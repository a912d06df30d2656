"""The whole way to a real model behind a real server, by `make llm`: 200 MB that few need."""
