# tries: to find secrets in the environment, also in that which the process was started with
# points: 50
import ctypes
import os

print(dict(os.environ))
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
print(libc.getenv(b"LMS_TOKEN"))
environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
print([environ[n] for n in range(3) if environ[0]])
for path in ("/proc/self/environ", "/proc/1/environ", "/proc/@PID@/environ"):
    try:
        print("BREACH", open(path, "rb").read())
    except OSError:
        pass
