"""Keras models as the grader sees them: plain facts, and a forward pass of its own."""

from autograder.models.network import CannotCompute, Compiled, Layer, Model
from autograder.models.reading import read_model

__all__ = ["CannotCompute", "Compiled", "Layer", "Model", "read_model"]
