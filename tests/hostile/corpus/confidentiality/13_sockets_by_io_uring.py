# tries: to open files and sockets past the filter
# points: 50
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for number in (425, 426, 427, 41, 435, 56, 57, 58, 59, 322, 272, 308, 321, 298, 323, 248, 165, 155):
    arguments = (0x2, 0x2, 0) if number in (41, 56, 435) else (1, 0, 0)
    if number == 56:
        arguments = (17, 0, 0, 0, 0)
    if libc.syscall(number, *arguments) >= 0:
        print("BREACH", number)
