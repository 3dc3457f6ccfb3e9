# tries: to read files that the grader or the template has open
# points: 50
import os

own = os.open("/proc/self/cmdline", os.O_RDONLY)
for fd in {*range(5, 1024)} - {own}:
    try:
        os.fstat(fd)
    except OSError:
        continue
    if not os.path.sameopenfile(fd, own):
        print("BREACH", fd)
    try:
        print("BREACH", os.read(fd, 1))
    except OSError:
        pass
