"""Doors of the ground floor, one module per matter."""
