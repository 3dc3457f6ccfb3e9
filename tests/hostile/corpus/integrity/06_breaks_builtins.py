# tries: to break the builtin functions that the service itself needs
# square: killed, skipped
# stretch: killed, skipped
# label: killed
# grow: killed, skipped
# kinds: killed, skipped
# stopped: wire
# points: 0
import builtins

builtins.max = lambda *a, **k: 1e300
