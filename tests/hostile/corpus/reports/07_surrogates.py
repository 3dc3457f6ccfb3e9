# tries: to crash the writer of reports with text that no file can hold
# square: raised, raised
# stretch: failed, failed
# grow: failed, failed
# kinds: passed, failed
# raises: ValueError
# points: 10

print("\ud800\udfff\x00\ufffe")
kinds = {"\ud800": "\udfff", "sheep": "\x00"}

def square(x):
    raise type("\u0000Name", (ValueError,), {})("\ud800\udfff\x00")

def stretch(x):
    return ["\ud800", "\x00", "\ufffe"]

def grow(x):
    return b"\xff\xfe".decode("utf-16", "surrogatepass") + "\udc80"

raise ValueError("\ud800\udfff\x00")
