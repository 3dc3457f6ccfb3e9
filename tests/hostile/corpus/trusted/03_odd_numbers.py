# tries: weights that are NaN, infinite or too large to be multiplied
# assignment: network
# weights: failed
# layers: failed
# outputs: failed
# points: 0
import numpy as np
from autograder.records import Value
from autograder.worker import service

LAYER = {
    "kind": "Dense", "settings": {"units": 2, "use_bias": True}, "parameters": 10,
    "weights": [["kernel", np.full((4, 2), 1e308)], ["bias", np.array([np.nan, -np.inf])]],
    "output_shape": [2], "activation": np.full((4, 5), np.inf, "f4"),
}
FACTS = {
    "input_shape": [4], "output_shape": [2], "parameters": 10, "steps": [{"LayerFacts": LAYER}],
    "compiled": {
        "loss": "mse",
        "loss_settings": {"label_smoothing": float("nan")},
        "optimizer": "SGD",
        "settings": {"learning_rate": float("inf")},
    },
    "predictions": None,
}
p = np.array([np.inf, np.nan])
service.Models.describe = lambda *arguments: Value(value=FACTS)
