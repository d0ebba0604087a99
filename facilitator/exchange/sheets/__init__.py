"""The log as CSV files and as a spreadsheet."""
