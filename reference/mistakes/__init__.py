"""Known wrong answers: each is code as a student would write it, and what to tell that student."""
