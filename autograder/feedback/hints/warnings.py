"""Warnings that cells print: they cost nothing, but a beginner had better know what they mean."""

from autograder.feedback.hints.known import Cure
from autograder.records import Text

WARNINGS = (
    Cure(
        "RuntimeWarning",
        r"RuntimeWarning: overflow encountered in scalar (add|subtract|multiply)",
        Text(
            "A number became too large for its type and began anew, as `uint8` does after 255. Convert with `.astype(float)` before you calculate.",
            "数が型の範囲を超えて、小さな値に戻っています (`uint8` は 255 の次が 0 です)。計算の前に `.astype(float)` で変換してください。",
        ),
    ),
    Cure(
        "UserWarning",
        r"Do not pass an `input_shape`/`input_dim` argument to a layer",
        Text(
            "In Keras 3 the shape of the inputs stands in a first entry of its own, `tf.keras.Input(shape=(4,))`. `input_shape=` still works.",
            "Keras 3 では、入力の形を最初の層として `tf.keras.Input(shape=(4,))` のように書きます。`input_shape=` のままでも動きます。",
        ),
    ),
)
