# tries: to start other processes, in every way
# points: 50
import ctypes
import multiprocessing
import os
import subprocess

libc = ctypes.CDLL(None, use_errno=True)
for attempt in (
    os.fork,
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.forkpty(),
    lambda: subprocess.Popen(["/bin/true"]),
    lambda: multiprocessing.Process(target=print).start(),
    lambda: multiprocessing.get_context("forkserver").Process(target=print).start(),
    lambda: multiprocessing.Pool(1),
):
    try:
        if attempt() == 0:
            os._exit(0)
        print("BREACH", attempt)
    except (OSError, RuntimeError):
        pass
for number, arguments in ((57, ()), (58, ()), (56, (17, 0, 0, 0, 0)), (435, (bytes(88), 88)), (59, (b"/bin/true", 0, 0))):
    answer = libc.syscall(number, *arguments)
    if answer == 0:
        os._exit(0)
    if answer > 0:
        print("BREACH", number)
if os.system("true") == 0:
    print("BREACH")
