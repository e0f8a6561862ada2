"""The first floor for machines: the same deeds as the pages."""
