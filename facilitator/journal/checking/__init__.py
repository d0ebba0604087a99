"""Whether the log is whole, and summaries computed anew."""
