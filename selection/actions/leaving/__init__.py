"""Deeds by which a posting ends before, or at, the end of its term."""
