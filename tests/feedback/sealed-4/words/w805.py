# 0. count-vowels
def count_vowels(text):
    count = 0
    for c in text.lower():
        if c in "aeiou":
            count += 1
    return count


# 1. initials
def initials(name):
    return "".join([p[0].upper() + "." for p in name.split()])


# 2. word-counts
def word_counts(text):
    counts = {}
    for word in text.lower().split():
        if word not in counts:
            counts[word] = 0
        else:
            counts[word] += 1
    return counts


# 3. by-length
def by_length(words):
    return sorted(words, key=len)
