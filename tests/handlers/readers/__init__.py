"""What readers do, on the whole bot."""
