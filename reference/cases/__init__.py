"""What the questions ask: inputs from small to large, the same for everybody, and no answers."""
