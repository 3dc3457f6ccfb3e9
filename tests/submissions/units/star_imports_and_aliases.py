from numpy import *
from numpy import maximum as でかいほう, exp as e_no
import numpy as numpy_desu
import operator as op
import functools as ft
from builtins import sum as tasu

# from numpy import * で sum や max も numpy のものになるので注意（ここでハマった）


def weighted_sum(a, b, c=0.0):
    return sum(array(a) * array(b)) + c


def relu(z): return でかいほう(0, z)


def sigmoid(z): return 1 / (1 + e_no(-z))


def unit(a, b, c, f):
    kake = map(op.mul, a, b)
    return f(ft.reduce(op.add, kake, c))


def image_unit(gazou, w, c, f):
    return unit(gazou.flat, w, c, f)


s_20 = round(tasu(map(op.mul, [20.1, 0.8, -0.5], [0.1, 0.8, -0.5])), 2)
s_25 = numpy_desu.round(sum(multiply([25.1, 0.8, -0.5], [0.1, 0.8, -0.5])), 2)
