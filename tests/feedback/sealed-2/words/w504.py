def count_vowels(text):
    text.lower()
    n = 0
    for ch in text:
        if ch in "aeiou":
            n = n + 1
    return n

print(count_vowels("Apple pie"))


def initials(name):
    return "".join([p[0].upper() + "." for p in name.split()])

print(initials("ada king lovelace"))


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
