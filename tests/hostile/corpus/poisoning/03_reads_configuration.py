# tries: to find what another submission has left as configuration
# points: 50
import os

home = os.path.expanduser("~")
print("BREACH" if os.listdir(home) or home != os.getcwd() else "nothing")
for name in ("IPYTHONDIR", "MPLCONFIGDIR", "JUPYTER_CONFIG_DIR", "KERAS_HOME", "TMPDIR"):
    print("BREACH" if os.environ[name] != home else "nothing")
