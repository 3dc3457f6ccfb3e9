# tries: to see the names of other submissions come and go
# points: 50
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for call in (
    lambda: libc.inotify_init1(0),
    lambda: libc.fanotify_init(0, 0),
    lambda: libc.inotify_add_watch(0, b"..", 0xFFF),
):
    if call() >= 0:
        print("BREACH")
import fcntl
import os

for notify in (1026, 1024):  # F_NOTIFY, F_SETLEASE
    try:
        fcntl.fcntl(os.open(".", os.O_RDONLY), notify, 0x3F)
        print("BREACH")
    except OSError:
        pass
