# tries: values that only a forger sends
# square: killed, skipped
# stretch: killed, skipped
# grow: killed, skipped
# stopped: wire
# points: 20
import os
import time
from autograder.protocol import frames

def say(node):
    frames.send(4, {"Value": {"value": node, "with_lists": False}})
    time.sleep(600)

def square(x):
    say(["int", " 0x9"])

def stretch(x):
    say(["array", "O8", [3], "AAAAAAAAAAAAAAAA"])

def grow(x):
    say(["pickle", "gASVAAAA"])
