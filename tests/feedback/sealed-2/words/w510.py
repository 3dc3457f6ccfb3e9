def count_vowels(text):
    vowels = "aeiouAEIOU"
    return len([ch for ch in text if ch in vowels])

print(count_vowels("Apple pie"))


def initials(name):
    return "".join([p[0].upper() + "." for p in name.split()])

print(initials("ada king lovelace"))


def word_counts(text):
    counts = {}
    for w in text.lower().split():
        counts[w] += 1
    return counts


def by_length(words):
    new = list(words)
    new.sort(key=len)
    return new

print(by_length(["banana", "fig", "kiwi", "plum"]))
