# tries: to find the grader's environment above its own stack
# points: 50
import ctypes

stack = ctypes.c_char_p.in_dll(ctypes.CDLL(None), "program_invocation_name")
start = ctypes.cast(stack, ctypes.c_void_p).value
print(b"canary-of" in ctypes.string_at(start, 256))
