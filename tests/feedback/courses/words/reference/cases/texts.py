"""Inputs for the assignment texts."""


def the_example():
    return [("To be or not to be",)]


def sentences():
    """Capitals, repeated words, no vowels, nothing but vowels."""
    return [
        ("the cat and the dog and the bird",),
        ("AEIOU aeiou",),
        ("Rhythm myths",),
        ("One fish two fish Red fish blue fish",),
        ("A",),
        ("queue UP in a Queue up",),
    ]


def names():
    """One part to four, capital and small letters."""
    return [("grace hopper",), ("Alan Turing",), ("Plato",), ("johann sebastian bach",), ("J r r tolkien",)]


def fruit():
    return [(["banana", "fig", "kiwi", "plum"],)]


def lists_of_words():
    """Equal lengths, one word, sorted already, the other way round."""
    return [
        (["pear", "apple", "fig"],),
        (["dd", "aa", "cc", "bb"],),
        (["one"],),
        (["a", "bb", "ccc"],),
        (["window", "door", "roof", "bed", "chair", "cup"],),
        (["Zebra", "ant", "Bee", "gnu"],),
    ]
