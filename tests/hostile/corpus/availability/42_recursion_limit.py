# tries: to leave the service no room to call anything
# points: 50
import sys

def square(x):
    sys.setrecursionlimit(sys.getrecursionlimit() and 20)
    return x * x
