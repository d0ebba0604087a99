"""The same log on PostgreSQL, shared by several coordinators."""
