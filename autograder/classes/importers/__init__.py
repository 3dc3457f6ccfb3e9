"""Rosters that an LMS exports, each kind in a file of its own."""
