# tries: to raise its own limits
# points: 50
import resource

for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_STACK):
    soft, hard = resource.getrlimit(kind)
    for wish in (hard + 1, resource.RLIM_INFINITY):
        try:
            resource.setrlimit(kind, (wish, wish))
            print("BREACH", kind)
        except (ValueError, OSError):
            pass
