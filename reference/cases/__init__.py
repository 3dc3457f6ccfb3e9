"""What the questions ask, and what answers are judged by: inputs, properties and judges.

No answers are in here, so that a handout may carry what its visible checks need.
"""
