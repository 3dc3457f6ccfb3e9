# tries: to tell a neighbour something by locks on a library's file
# points: 50
import fcntl
import os

import numpy

file = open(numpy.__file__)
try:
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    print("BREACH")
except OSError:
    pass
for command in (fcntl.F_GETLK, 36, 1024, 1025, 1033, 1034, 1036):
    try:
        fcntl.fcntl(file, command, bytes(32))
        print("BREACH", command)
    except OSError:
        pass
try:
    os.setxattr(numpy.__file__, "user.x", b"1")
    print("BREACH")
except OSError:
    pass
