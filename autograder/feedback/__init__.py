"""Feedback for students, in no language yet; `show` makes text of it.

`compose` is about a whole submission, `questions` about a question (the most useful first, each
thing once), `cells` about cells that did not run through, `checks` about one check. Each takes the
submission's `Names` as well, to say more of a name that is missing.
"""
