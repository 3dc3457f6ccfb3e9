def count_vowels(text):
    # 母音の数を数える
    kazu = 0
    for c in text.lower():
        if c in "aeiou":
            kazu += 1
    return kazu


def initials(name):
    kekka = ""
    for part in name.split():
        kekka += part[0].upper() + "."
    return kekka


def word_counts(text):
    jisho = {}
    for word in text.lower():
        if word in jisho:
            jisho[word] += 1
        else:
            jisho[word] = 1
    return jisho


def by_length(words):
    return sorted(words, key=len)
