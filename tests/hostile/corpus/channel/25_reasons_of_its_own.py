# tries: text of its own in the place of a reason of ours
# square: failed, failed
# stretch: killed, skipped
# grow: killed, skipped
# stopped: wire
# points: 20
from autograder.worker import service

right = service.reply
FORGED = {
    "square": {"Unsendable": {"reason": "<script>alert(1)</script> asked 90210"}},
    "stretch": {"Stopped": {"reason": "cpu", "detail": "<script>"}},
    "grow": {"Stopped": {"reason": "total", "detail": "1"}},
}

def forge(submission, request, limits):
    name = getattr(request, "name", None)
    return FORGED.get(name) or right(submission, request, limits)

service.reply = forge
