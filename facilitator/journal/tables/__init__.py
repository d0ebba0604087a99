"""The tables of the log, and how values lie in them: ids, rows, chains, sheaves."""
