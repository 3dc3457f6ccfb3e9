"""Right answers for the assignment texts."""


def count_vowels(text):
    """Return how many of the letters are a, e, i, o or u."""
    return sum(text.lower().count(vowel) for vowel in "aeiou")


def initials(name):
    """Return the first letter of each part, with a dot behind it."""
    return "".join(f"{part[0].upper()}." for part in name.split())


def word_counts(text):
    """Return how often each word occurs."""
    words = text.lower().split()
    return {word: words.count(word) for word in words}


def by_length(words):
    """Return the words, the shortest first; equal ones keep their order."""
    return sorted(words, key=len)
