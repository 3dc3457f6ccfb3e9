# tries: to open the pipes of others, which Landlock does not mediate
# points: 50
import fcntl
import os

for fd in range(5):
    for path in (f"/proc/{pid}/fd/{fd}" for pid in (@PID@, @NEIGHBOUR@, os.getppid() or 1)):
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
