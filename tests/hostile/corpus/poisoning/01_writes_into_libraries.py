# tries: to leave code that later processes import
# points: 50
import os
import site
import sys
import sysconfig

import numpy

for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), *numpy.__path__, sys.prefix, *site.getsitepackages()}:
    for name in ("sitecustomize.py", "usercustomize.py", "a.pth", "distutils-precedence.pth", "__pycache__/x.pyc", "random.py"):
        try:
            open(os.path.join(folder, name), "a").write("import os\n")
            print("BREACH", folder, name)
        except OSError:
            pass
