"""Models as the grader sees them: plain facts; of Keras' a forward pass of our own."""

from autograder.models.estimators import Estimator, read_estimator
from autograder.models.network import CannotCompute, Compiled, Layer, Model
from autograder.models.reading import read_model

__all__ = [
    "CannotCompute",
    "Compiled",
    "Estimator",
    "Layer",
    "Model",
    "read_estimator",
    "read_model",
]
