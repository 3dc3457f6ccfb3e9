"""Inside the child: the template process, and how each worker locks itself in."""
