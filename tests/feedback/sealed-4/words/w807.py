def count_vowels(text):
    n = 0
    for letter in text:
        if letter in "aeiouAEIOU":
            n = n + 1
    return n


def initials(name):
    result = ""
    for part in name.split():
        result += part[0].upper() + "."
    return result


def word_counts(text):
    words = text.lower().split()
    d = {}
    for w in words:
        d[w] = words.count(w)
    return d


def by_length(words):
    # 長さの順に並べかえる
    return words.sort(key=len)
