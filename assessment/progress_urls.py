"""Addresses of the overview of assessment and who may enter."""

from assessment.api import progress as api
from assessment.views import progress as views
from core.access import door
from core.offices import DEPARTMENTS, Office

WATCHING = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP)

urlpatterns = [
    door("assessments/overview/", views.assessment_overview, name="assessment-overview", offices=WATCHING),
    door(
        "assessments/overview/list.xlsx",
        views.assessment_overview_file,
        name="assessment-overview-file",
        offices=WATCHING,
    ),
    door("api/v1/assessments/overview/", api.assessment_overview, name="api-assessment-overview", offices=WATCHING),
]
