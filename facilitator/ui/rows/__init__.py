"""What the pages show of the log, the lessons and the plan, as rows; nothing here knows a window."""
