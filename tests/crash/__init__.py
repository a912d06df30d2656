"""The bot killed at every point of its work and started again: nothing lost, nothing twice."""
