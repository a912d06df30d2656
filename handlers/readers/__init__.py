"""What readers see: rubrics, search, posts, the digest."""
