"""Printing in the window: what is about to be printed, drawn beside it, sent to a printer or saved."""
