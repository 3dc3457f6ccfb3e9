# tries: to replace standard streams by what cannot be written
# form: notebook
# raises: SystemError
# points: 50
import sys

class Broken:
    def __getattr__(self, name):
        raise SystemError(name)

sys.stdout = sys.stderr = sys.stdin = Broken()
sys.displayhook = sys.excepthook = None
