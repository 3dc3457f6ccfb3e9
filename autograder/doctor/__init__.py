"""What this machine offers for isolation, and how to get what is missing."""
