"""What people see: desk, console, stage and the parts they share."""
