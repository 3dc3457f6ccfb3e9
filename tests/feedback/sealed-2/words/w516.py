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
        counts[w] = counts.get(w, 0) + 1
    return counts

print(word_counts("To be or not to be"))


def by_length(words):
    new = words[:]
    for i in range(len(new) - 1):
        if len(new[i]) > len(new[i + 1]):
            new[i], new[i + 1] = new[i + 1], new[i]
    return new
