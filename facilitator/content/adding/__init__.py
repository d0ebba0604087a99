"""Content beside the program's own: packs, this computer's own lessons, and what they may not take away."""
