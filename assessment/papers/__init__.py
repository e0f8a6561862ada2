"""Official papers of the assessment."""
