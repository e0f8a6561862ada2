"""Rosters as offices really hand them in: real files, written here in every shape the examples name."""
