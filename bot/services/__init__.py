"""What is done: one module an activity, the only writers."""
