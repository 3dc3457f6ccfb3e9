# tries: a message in another encoding, or of another kind
# square: killed, skipped
# stretch: killed, skipped
# grow: killed, skipped
# stopped: wire
# points: 20
import os
import struct
import time

def say(body):
    os.write(4, struct.pack("<I", len(body)) + body)
    time.sleep(600)

def square(x):
    say('{"Value":{"value":["int","0x9"],"with_lists":false}}'.encode("utf-16"))

def stretch(x):
    say(b'["Value", {"value": ["int", "0x9"]}]')

def grow(x):
    say("{\"Value\":{\"value\":[\"text\",\"\u00e9\"]}}".encode("utf-8"))
