"""What the service costs and where it gives way, from what was counted of each action."""
