# tries: to read the course through calls that are not open()
# points: 50
import ctypes
import mmap
import os
import sqlite3

import numpy as np

PATH = "@GRADER@/course/reference/vault.py"
libc = ctypes.CDLL(None, use_errno=True)
for number, arguments in (
    (2, (PATH.encode(), 0)),  # open
    (257, (-100, PATH.encode(), 0)),  # openat
    (437, (-100, PATH.encode(), bytes(24), 24)),  # openat2
    (85, (PATH.encode(), 0o600)),  # creat
    (303, (-100, PATH.encode(), bytes(128), bytes(8), 0)),  # name_to_handle_at
    (428, (-100, PATH.encode(), 1)),  # open_tree
):
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH", number)
for attempt in (
    lambda: np.memmap(PATH, mode="r"),
    lambda: np.fromfile(PATH, "u1"),
    lambda: np.loadtxt(PATH, dtype=str),
    lambda: os.sendfile(1, os.open(PATH, os.O_RDONLY), 0, 100),
    lambda: sqlite3.connect(f"file:{PATH}?mode=ro", uri=True).execute("pragma schema_version"),
    lambda: ctypes.CDLL(PATH),
    lambda: os.scandir("@GRADER@").__next__(),
):
    try:
        attempt()
        print("BREACH")
    except (OSError, sqlite3.Error):
        pass
