def count_vowels(text):
    vowels = "aeiouAEIOU"
    return len([ch for ch in text if ch in vowels])

print(count_vowels("Apple pie"))


def initials(name):
    first, second, third = name.split()
    return first[0].upper() + "." + second[0].upper() + "." + third[0].upper() + "."


def word_counts(text):
    counts = {}
    for w in text.lower().split():
        counts[w] = counts.get(w, 0) + 1
    return counts

print(word_counts("To be or not to be"))


def by_length(words):
    new = list(words)
    new.sort(key=len)
    return new

print(by_length(["banana", "fig", "kiwi", "plum"]))
