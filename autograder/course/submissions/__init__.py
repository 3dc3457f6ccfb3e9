"""Submissions as they were handed in: files, folders and archives, each read once."""
