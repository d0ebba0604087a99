"""The reserve package: a whole lesson as one HTML file for a computer that cannot run the program. Knows no Qt."""
