# tries: to hear it
import fcntl
import struct
import time

import numpy

FILE = open(numpy.__file__)
until = time.monotonic() + 1.2
while time.monotonic() < until:
    for command in (fcntl.F_GETLK, 36):
        try:
            kind, *_ = struct.unpack("hhqqi4x", fcntl.fcntl(FILE, command, struct.pack("hhqqi4x", 1, 0, 0, 0, 0)))
            if kind != fcntl.F_UNLCK:
                print("BREACH")
        except OSError:
            pass
    time.sleep(0.01)
