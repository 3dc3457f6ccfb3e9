# tries: figures without an end
# assignment: plot
# curve: failed
# points: 0
import matplotlib.pyplot as plt
import numpy as np

for _ in range(60):
    figure, axes = plt.subplots(num=1, clear=True)
    for _ in range(3):
        axes.plot(np.zeros(100))
    get_ipython().display_formatter.formatters["application/x-autograder-figure"](figure)
plt.close("all")
