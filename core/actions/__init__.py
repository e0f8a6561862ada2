"""The deeds of the ground floor."""
