# tries: to turn its own pipes into something else
# points: 50
import fcntl
import os

for fd in range(5):
    for path in (f"/proc/self/fd/{fd}", f"/dev/fd/{fd}"):
        try:
            os.open(path, os.O_RDWR)
            print("BREACH", path)
        except OSError:
            pass
    try:
        fcntl.fcntl(fd, fcntl.F_SETOWN, @PID@)
        print("BREACH")
    except OSError:
        pass
