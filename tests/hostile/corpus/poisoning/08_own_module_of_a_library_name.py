# tries: to have its own module imported in place of one that comes later
# points: 50
for name in ("matplotlib", "pandas", "sitecustomize", "autograder", "statistics"):
    open(f"{name}.py", "w").write("print('mine')\n")
import statistics

print(statistics.__file__)
