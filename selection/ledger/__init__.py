"""What teams, postings and nominations add up to: the seats of a round, teams that are short."""
