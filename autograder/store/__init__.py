"""The output folder: observations, results and runs, in files that are whole or not there."""
