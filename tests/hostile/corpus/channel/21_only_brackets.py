# tries: 16 MiB of brackets, of which each makes a list
# square: killed, skipped
# stopped: wire
# points: 40
import os
import struct

def square(x):
    body = b'{"value":' + b"[" * ((16 << 20) - 100)
    message = memoryview(struct.pack("<I", len(body)) + body)
    while message:
        message = message[os.write(4, message) :]
