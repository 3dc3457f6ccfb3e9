"""Judging anew what is on record: what has changed, who moves by it, and putting it in place."""
