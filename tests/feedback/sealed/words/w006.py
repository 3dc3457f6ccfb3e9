def count_vowels(text):
    text = text.lower()
    total = 0
    for vowel in "aeiou":
        if vowel in text:
            total += 1
    return total

def initials(name):
    result = []
    for part in name.split():
        first = part[0]
        result.append(first.upper())
    return ".".join(result) + "."

def word_counts(text):
    counts = dict()
    for word in text.split():
        word = word.lower()
        counts[word] = counts.get(word, 0) + 1
    return counts

def by_length(words):
    # insertion sort
    result = []
    for word in words:
        i = len(result)
        while i > 0 and len(result[i - 1]) > len(word):
            i -= 1
        result.insert(i, word)
    return result
