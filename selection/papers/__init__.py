"""Official papers of selection as Word."""
