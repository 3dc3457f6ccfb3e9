"""Processes of our own that work under limits, each thrown away when a request exceeds them."""
