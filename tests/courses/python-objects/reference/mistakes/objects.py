from autograder.authoring import mistake


@mistake("parse-age", en="A negative age is returned. Compare with 0, and `raise` a ValueError.")
def parse_age_negative(text):
    return int(text)


@mistake("apply-twice", en="`f` is called once. What it returns is passed to it once more.")
def apply_once(f, x):
    return f(x)


@mistake("countdown", en="0 is counted too. The loop goes on as long as the number is above 0.")
def countdown_to_zero(start, step=1):
    while start >= 0:
        yield start
        start -= step
