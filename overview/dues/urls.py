"""Addresses of the due lists and who may enter."""

from core.access import door
from core.offices import DEPARTMENTS, PERSONNEL, Office
from overview.dues import api, views

ABOVE = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP)  # offices that have others below them

urlpatterns = [
    door("dues/", views.due_list, name="dues", offices=PERSONNEL),
    door("dues/file/", views.due_file, name="dues-file", offices=PERSONNEL),
    door("dues/sums/", views.due_sums, name="due-sums", offices=ABOVE),
    door("api/v1/dues/", api.due_list, name="api-dues", offices=PERSONNEL),
    door("api/v1/dues/sums/", api.due_sums, name="api-due-sums", offices=ABOVE),
]
