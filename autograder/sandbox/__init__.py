"""Grader: Student code in processes that can do nothing but compute.

    client (grader) ──control socket──▶ template ──fork──▶ worker, locked down
       └───────────────── pipes: requests, replies, output ──────┘

This package is the grader's side; `jail` is what runs in the template and in its workers. Where the
machine allows it, both live in namespaces of their own, out of sight of the rest (`jail.root`).

Nothing is imported here: the template imports this package, and student code is forked from it.
"""
