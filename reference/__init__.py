"""Right answers as teaching code: the definition first, as on a blackboard, then the fast form."""
