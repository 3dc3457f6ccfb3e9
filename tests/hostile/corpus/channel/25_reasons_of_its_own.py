# tries: text of its own in the place of a reason of ours
# square: killed, skipped
# stretch: killed, skipped
# grow: killed, skipped
# stopped: wire
# points: 20
from autograder.worker import service

right = service.reply
FORGED = {
    "square": {"Unsendable": {"kind": "<script>alert(1)</script> asked 90210"}},
    "stretch": {"Stopped": {"reason": "cpu", "note": "<script>"}},
    "grow": {"Stopped": {"reason": "total", "limit": 1}},
}

def forge(submission, request, limits):
    name = getattr(request, "name", None)
    return FORGED.get(name) or right(submission, request, limits)

service.reply = forge
