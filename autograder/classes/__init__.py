"""The class folder: people, dates and decisions of one term, in files that a teacher can open."""
