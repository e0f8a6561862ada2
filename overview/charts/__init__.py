"""The overview of a place: charts with their numbers beside them, the comparison of divisions, the schematic map."""
