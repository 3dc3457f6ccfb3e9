"""Ready files for CI, as `autograder ci` prints them."""
