# tries: nothing; the figure is there, whatever else is
# assignment: plot
# points: 10
import matplotlib.pyplot as plt

plt.plot(range(5), [n * n for n in range(5)])
plt.title("The Squares <b>")
plt.show()
