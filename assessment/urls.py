"""Addresses of the assessment and who may enter."""

from assessment import ballots_urls, cycle_urls, notices_urls, progress_urls, recall_urls, results_urls, review_urls
from assessment.api import grading as api
from assessment.views import grading as views
from core.access import door
from core.offices import DEPARTMENTS, Office

# a unit and a cadre see the grades that are final; a unit also the term-end proposals it must agree to
READERS = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT, Office.CADRE)
DECIDERS = (Office.TOWNSHIP, Office.COUNTY, Office.UNIT)

urlpatterns = [
    *review_urls.urlpatterns,
    door("assessments/", views.assessments, name="assessments", offices=READERS),
    door("assessments/<id:pk>/", views.assessment, name="assessment", offices=READERS),
    door("assessments/<id:pk>/step/", views.step, name="assessment-step", offices=DECIDERS, methods=("POST",)),
    door("api/v1/assessments/", api.assessments, name="api-assessments", offices=READERS),
    door(
        "api/v1/assessments/open/",
        api.open_year,
        name="api-assessments-open",
        offices=(Office.COUNTY,),
        methods=("POST",),
    ),
    door("api/v1/assessments/<id:pk>/", api.assessment, name="api-assessment", offices=READERS),
    door(
        "api/v1/assessments/<id:pk>/step/",
        api.assessment_step,
        name="api-assessment-step",
        offices=DECIDERS,
        methods=("POST",),
    ),
    *cycle_urls.urlpatterns,
    *notices_urls.urlpatterns,
    *ballots_urls.urlpatterns,
    *results_urls.urlpatterns,
    *progress_urls.urlpatterns,
    *recall_urls.urlpatterns,
]
