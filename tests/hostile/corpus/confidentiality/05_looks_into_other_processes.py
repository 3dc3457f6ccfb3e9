# tries: to read memory, environment, command and files of the grader and of its neighbours
# points: 50
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for pid in ("@PID@", "@SURVIVOR@", str(os.getppid() or 1), "1", "@NEIGHBOUR@"):
    for name in ("mem", "environ", "cmdline", "maps", "fd/3", "cwd/x", "root/etc/passwd", "status"):
        try:
            open(f"/proc/{pid}/{name}", "rb").read(10)
            print("BREACH", pid, name)
        except OSError:
            pass
for pid in (@PID@, @SURVIVOR@, @NEIGHBOUR@, os.getppid() or 1):
    vector = (ctypes.c_uint64 * 2)(id(pid), 8)
    for number, arguments in (
        (310, (pid, vector, 1, vector, 1, 0)),  # process_vm_readv
        (101, (16, pid, 0, 0)),  # ptrace attach
        (312, (os.getpid(), pid, 0, 0, 0)),  # kcmp
        (434, (pid, 0)),  # pidfd_open
    ):
        if libc.syscall(number, *arguments) >= 0:
            print("BREACH", number, pid)
