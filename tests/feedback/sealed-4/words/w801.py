def count_vowels(text):
    vowels = ["a", "e", "i", "o", "u"]
    count = 0
    for letter in text:
        if letter in vowels:
            count += 1
    return count


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
