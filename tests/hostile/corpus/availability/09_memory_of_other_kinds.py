# tries: memory of kinds that limits on data do not count
# points: 50
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p] + [ctypes.c_size_t] * 2 + [ctypes.c_long] * 3
SIZE, NONE = 64 << 20, ctypes.c_void_p(-1).value

def touched(flags, most):
    """Megabytes that are there in the end, in mappings with these flags."""
    kept = []
    for _ in range(most):
        place = libc.mmap(None, SIZE, 3, flags, -1, 0)
        if place == NONE:
            break
        kept.append(place)
        for page in range(0, SIZE, 4096):
            ctypes.c_char.from_address(place + page).value = b"x"
    for place in kept:
        libc.munmap(ctypes.c_void_p(place), ctypes.c_size_t(SIZE))
    return len(kept)

PRIVATE, SHARED, SHARED_VALIDATE, DROPPABLE, ANONYMOUS = 2, 1, 3, 8, 0x20
GROWS_DOWN, HUGE, NO_RESERVE, STACK, POPULATE = 0x100, 0x40000, 0x4000, 0x20000, 0x8000
for flags in (
    SHARED, SHARED_VALIDATE, DROPPABLE, SHARED | NO_RESERVE, SHARED | POPULATE, SHARED | HUGE,
    PRIVATE | GROWS_DOWN, PRIVATE | GROWS_DOWN | STACK, PRIVATE | HUGE,
):
    if touched(flags | ANONYMOUS, 1):
        print("BREACH", hex(flags))
