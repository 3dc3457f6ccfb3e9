"""Inputs of the questions, and the properties and judges of their answers.

No answers are in here, so that a handout may carry what its visible checks need.
"""
