"""Student code in processes that can do nothing but compute.

    client (grader) ──control socket──▶ template ──fork──▶ worker, locked down
       └───────────────── pipes: requests, replies, output ──────┘

Nothing is imported here: the template imports this package, and student code is forked from it.
"""
