"""What is printed: drawn as PDF from the same content as the projector. Heavy; imported when something is printed."""
