# tries: to fill the disk with files that are deleted while they are open
# stopped: files or nothing
# points: 50
import os

kept = []
try:
    for n in range(40):
        fd = os.open(f"big{n}", os.O_RDWR | os.O_CREAT)
        os.unlink(f"big{n}")
        kept.append(fd)
        os.write(fd, b"x" * (3 << 20))
except OSError:
    pass
for fd in kept:
    os.close(fd)
