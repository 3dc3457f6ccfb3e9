# %% [markdown] en
# # Strings, lists and dictionaries
#
# Write the four functions. Give the answer back with `return`; keep the names of the functions.
# %% [markdown] en
# ## Question 1: counting vowels (10 points)
#
# Write a function `count_vowels(text)` that returns how many vowels (a, e, i, o, u, capital or small)
# there are in the text. `count_vowels("Apple pie")` is **4**.
# %%
def count_vowels(text):
    # BEGIN SOLUTION
    return sum(1 for letter in text.lower() if letter in "aeiou")
    # END SOLUTION
# %% [markdown] en
# ## Question 2: initials (10 points)
#
# Write a function `initials(name)` that returns the first letters of all parts of a name as capital
# letters, each followed by a dot. `initials("ada king lovelace")` is **"A.K.L."**.
# %%
def initials(name):
    # BEGIN SOLUTION
    result = ""
    for part in name.split():
        result += part[0].upper() + "."
    return result
    # END SOLUTION
# %% [markdown] en
# ## Question 3: counting words (10 points)
#
# Write a function `word_counts(text)` that returns a dictionary: each word of the text, in small
# letters, with the number of times it occurs. Words are separated by blanks.
# `word_counts("To be or not to be")` is **{"to": 2, "be": 2, "or": 1, "not": 1}**.
# %%
def word_counts(text):
    # BEGIN SOLUTION
    counts = {}
    for word in text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    return counts
    # END SOLUTION
# %% [markdown] en
# ## Question 4: sorting by length (10 points)
#
# Write a function `by_length(words)` that returns a new list with the same words, the shortest first.
# Words of equal length keep their order. `by_length(["banana", "fig", "kiwi", "plum"])` is
# **["fig", "kiwi", "plum", "banana"]**.
# %%
def by_length(words):
    # BEGIN SOLUTION
    return sorted(words, key=len)
    # END SOLUTION
