def count_vowels(text):
    return text.lower().count("a" or "e" or "i" or "o" or "u")


def initials(name):
    result = ""
    for part in name.split():
        result += part[0].upper() + "."
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
