"""One run of a lesson: facts, rules, pacing, views and the conductor. Pure: no I/O, no clock, no Qt."""
