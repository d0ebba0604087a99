"""The plans of school years beside the log, and the accounts of them that laptops give each other."""
