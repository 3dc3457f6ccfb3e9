"""What the grader and a worker say to each other: frames of plain data, believed by neither."""
