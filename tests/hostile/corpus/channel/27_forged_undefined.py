# tries: to say that there is nothing to ask
# square: failed, failed
# stretch: killed, skipped
# stopped: wire
# points: 30
from autograder.worker import service

right = service.reply
FORGED = {
    "square": {"Undefined": {"callable": False}},
    "stretch": {"Undefined": {"callable": "yes", "name": "<script>"}},
}

def forge(submission, request, limits):
    name = getattr(request, "name", None)
    return FORGED.get(name) or right(submission, request, limits)

service.reply = forge
