"""A fictional school and a fictional municipality, to try the program on."""
