# tries: JSON that readers disagree about
# square: killed, skipped
# stretch: killed, skipped
# grow: killed, skipped
# stopped: wire
# points: 20
import os
import struct
import time

def say(text):
    body = text.encode("utf-8")
    os.write(4, struct.pack("<I", len(body)) + body)
    time.sleep(600)

def square(x):
    say('{"Value":{"value":["int","0x9"],"value":["int","0x1"],"with_lists":false}}')

def stretch(x):
    say('{"Value":{"value":["float",NaN],"with_lists":false}}')

def grow(x):
    say('{"Value":{"value":["int","0x2"],"with_lists":1e999}}')
