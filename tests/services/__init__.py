"""Services on a real store, the outside world played."""
