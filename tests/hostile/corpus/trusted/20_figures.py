# tries: a figure whose artists and texts are something else
# assignment: plot
# curve: failed
# raises: TypeError
# points: 0
import matplotlib.pyplot as plt

figure, axes = plt.subplots()
axes.plot([0, 1], [0, 1])
axes.get_title = lambda: type("Text", (str,), {"casefold": lambda self: "squares"})("<script>" * 10_000)
axes.set_xlabel("\x1b[2J\ud800".encode("utf-8", "replace").decode())
axes.lines[0].get_xydata = lambda: [[0, 0], [1, 1], [2, 4], ["3", "9"], [4, 16]][:4] + [[object(), 16]]
plt.show()
