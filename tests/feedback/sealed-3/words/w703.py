def count_vowels(text):
    n = 0
    for c in text.lower():
        if c in "aeiou":
            n += 1
    return n


def initials(name):
    result = ""
    for part in name.split():
        result + part[0].upper() + "."
    return result


def word_counts(text):
    counts = {}
    for word in text.lower().split():
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def by_length(words):
    return sorted(words, key=len)
