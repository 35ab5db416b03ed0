"""What builds the data that is shipped: run by hand, from the project folder."""
