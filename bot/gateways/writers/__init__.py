"""Writers of drafts: one inside, and any language model behind an OpenAI-compatible server."""
