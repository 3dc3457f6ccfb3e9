"""What the observed answers say: one comparison a file, pure functions of observations."""
