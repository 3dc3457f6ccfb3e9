"""Warnings that cells print: they cost nothing, but a beginner had better know what they mean."""

from autograder.feedback.hints.known import Hint
from autograder.records.sentences import _

WARNINGS = (
    Hint(
        "RuntimeWarning",
        r"RuntimeWarning: overflow encountered in scalar (add|subtract|multiply)",
        _(
            "A number became too large for its type and wrapped around, as `uint8` does after 255. Convert with `.astype(float)` before you calculate."
        ),
    ),
    Hint(
        "UserWarning",
        r"Do not pass an `input_shape`/`input_dim` argument to a layer",
        _(
            "In Keras 3, `tf.keras.Input(shape=(4,))` as the first entry gives the shape of the inputs. `input_shape=` still works."
        ),
    ),
)
