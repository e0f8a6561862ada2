"""Attendance for machines."""
