# tries: a thousand layers with long names, which would be repeated in feedback
# assignment: network
# weights: failed
# layers: failed
# outputs: failed
# points: 0
from autograder.records import Value
from autograder.worker import service

LAYER = {
    "kind": "L" * 80, "settings": {"s" * 80: "t" * 80}, "parameters": 0, "weights": [],
    "output_shape": [2], "activation": None,
}
FACTS = {
    "input_shape": [4], "output_shape": [2], "parameters": 10, "steps": [{"LayerFacts": LAYER}] * 1000,
    "compiled": None, "predictions": None,
}
p = 7
service.Models.describe = lambda *arguments: Value(value=FACTS)
