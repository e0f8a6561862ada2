"""Tables of duties."""
