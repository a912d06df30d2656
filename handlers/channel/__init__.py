"""What happens in channels and groups: posts, reactions, forwards, rights."""
