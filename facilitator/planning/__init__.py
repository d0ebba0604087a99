"""The school year: groups and what is due. Pure: no I/O, no clock."""
