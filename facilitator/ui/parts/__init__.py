"""Small widgets that the desk and the console share."""
