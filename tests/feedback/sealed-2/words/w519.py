def count_vowels(text):
    vowels = "aeiouAEIOU"
    n = len([ch for ch in text if ch in vowels])
    return str(n)


def initials(name):
    return "".join([p[0] + "." for p in name.split()])


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
