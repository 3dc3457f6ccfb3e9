def ages():
    return [("0",), ("7",), (" 99 ",)]


def no_ages():
    return [("-3",), ("seven",), ("",), ("3.5",)]


def bills():
    return [("",), ("1\n",), ("1.005\n2\n3\n",), ("-1\n",)]
