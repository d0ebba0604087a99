"""Files between laptops: sessions, a group handed over, and what waits for somebody to choose."""
