"""Students check themselves: the visible checks of a handout, on their own machine, unprotected."""
