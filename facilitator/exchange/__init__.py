"""What leaves the laptop, and comes back: CSV sets without pupil data."""
