"""The outside world, one class a protocol, its errors in our words."""
