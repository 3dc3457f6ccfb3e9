# tries: to kill the grader and its neighbours, also through the ownership of files
# points: 50
import ctypes
import fcntl
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
for pid in (@PID@, @SURVIVOR@, @NEIGHBOUR@, os.getppid() or 1, 1, -1, 0, -@PID@):
    for number in (signal.SIGKILL, signal.SIGSTOP, 0):
        for send in (
            lambda: os.kill(pid, number),
            lambda: os.killpg(abs(pid), number),
            lambda: libc.syscall(234, pid, pid, number) and os.kill(@PID@, 0),
            lambda: libc.syscall(129, pid, number, bytes(128)) and os.kill(@PID@, 0),
            lambda: libc.syscall(200, pid, number) and os.kill(@PID@, 0),
        ):
            try:
                send()
                print("BREACH", pid, number)
            except OSError:
                pass
    try:
        reading, writing = os.pipe()
        fcntl.fcntl(reading, 8, pid)
        print("BREACH")
    except OSError:
        pass
