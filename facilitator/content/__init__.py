"""What a lesson is: the model, its loader, the check and the library. Pure: no Qt, no database."""
