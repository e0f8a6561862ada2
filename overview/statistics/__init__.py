"""Registers and cross-tables out of the postings, as of any day: pages, Excel, machines, saved and sent."""
