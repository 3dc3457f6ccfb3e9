"""Student code in processes that can do nothing but compute.

    client (grader) ──control socket──▶ template ──fork──▶ worker, locked down
       └───────────────── pipes: requests, replies, output ──────┘

Where the machine allows it, template and workers live in a cell (`cell`), out of sight of the rest.

Nothing is imported here: the template imports this package, and student code is forked from it.
"""
