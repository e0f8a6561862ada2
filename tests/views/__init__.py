"""The overview of a place, statistics, saved queries and what is sent of them."""
