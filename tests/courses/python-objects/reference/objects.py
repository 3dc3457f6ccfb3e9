def parse_age(text):
    age = int(text)
    if age < 0:
        raise ValueError("an age is not negative")
    return age


def apply_twice(f, x):
    return f(f(x))


def make_counter(start):
    following = start

    def count(step=1):
        nonlocal following
        if step < 0:
            raise ValueError("a counter does not count down")
        now, following = following, following + step
        return now

    return count


def collect(item, items=None):
    return [*(items or []), item]


def bill(stdin, *arguments):
    total = sum(map(float, stdin.split()))
    return f"Total: {total:.2f}"


def receipt(stdin, *arguments):
    prices = list(map(float, stdin.split()))
    lines = [f"{number},{price:.2f}" for number, price in enumerate(prices, 1)]
    return {"receipt.csv": "\n".join(["no,price", *lines, f"total,{sum(prices):.2f}"])}
