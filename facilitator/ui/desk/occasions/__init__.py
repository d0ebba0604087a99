"""The dialogs for what was held, cancelled or moved without the program."""
