# tries: text of its own in the place of a reason of ours
# square: failed, failed
# stretch: killed, skipped
# grow: killed, skipped
# stopped: wire
# points: 20
from autograder.worker import service

right = service.call
FORGED = {
    "square": {"unsendable": "<script>alert(1)</script> asked 90210"},
    "stretch": {"stopped": {"reason": "cpu", "detail": "<script>"}},
    "grow": {"stopped": {"reason": "total", "detail": "1"}},
}

def forge(namespace, name, *rest):
    return FORGED.get(name) or right(namespace, name, *rest)

service.call = forge
