"""How an entry becomes rows: jobs, the writer's thread, the side file for what the disk refused."""
