from autograder.authoring import mistake


@mistake("square", en="You doubled.", ja="二倍しています。")
def square_doubled(x):
    return 2 * x


@mistake("stretch", en="You squared.", ja="二乗しています。")
def stretch_squared(x):
    return x * x


@mistake("kinds", en="They are swapped.", ja="逆です。")
def kinds_swapped():
    return {"kinds": {"sheep": "milk", "cow": "wool"}}
