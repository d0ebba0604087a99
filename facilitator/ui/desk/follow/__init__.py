"""The parts of the page Uppföljning."""
