# tries: to leave configuration in the home folder, real or believed
# points: 50
import os

for home in (os.path.expanduser("~"), "@GRADER@/home", "/root", "/home", "/nonexistent"):
    for place in (".ipython/profile_default/startup/00.py", ".keras/keras.json", ".config/matplotlib/matplotlibrc", ".local/lib/python3.11/site-packages/a.pth", ".pdbrc", ".pythonrc", ".numpy-site.cfg", ".bashrc"):
        path = os.path.join(home, place)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path, "w").write("BREACH = 1")
        except OSError:
            pass
