def count_vowels(text):
    n = 0
    for letter in text:
        if letter in "aeiouAEIOU":
            n = n + 1
    return n


def initials(name):
    result = ""
    for part in name.split():
        result = result + part[0].upper() + "."
    print(result)


def word_counts(text):
    counts = {}
    for w in text.split():
        w = w.lower()
        counts[w] = counts.get(w, 0) + 1
    return counts


def by_length(words):
    return sorted(words, key=len)
