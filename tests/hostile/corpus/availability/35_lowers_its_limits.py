# tries: to take the service what it needs
# square: killed, skipped
# stopped: memory
# points: 40
import resource

def square(x):
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (0, 0))
    resource.setrlimit(resource.RLIMIT_STACK, (0, 0))
    return bytearray(1 << 24)
