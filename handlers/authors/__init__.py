"""What authors see: drafts, the plan, channels."""
