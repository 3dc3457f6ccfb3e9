def parse_age(text):
    age = int(text)
    if age < 0:
        raise ValueError("an age is not negative")
    return age


def apply_twice(f, x):
    return f(f(x))


def bill(stdin, *arguments):
    total = sum(map(float, stdin.split()))
    return f"Total: {total:.2f}"
