"""Addresses of recalls and who may enter."""

from assessment.api import recalls as api
from assessment.views import recalls as views
from core.access import door
from core.offices import DEPARTMENTS, Office

FORM, POST = ("GET", "POST"), ("POST",)
COUNTY = (Office.COUNTY,)
OWNERS = (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT)
# unit, township and cadre learn of a case by its decision
PARTIES = (*OWNERS, Office.CADRE)

urlpatterns = [
    door("recalls/", views.recalls, name="recalls", offices=PARTIES),
    door("recalls/list.xlsx", views.recalls_file, name="recalls-file", offices=PARTIES),
    door("recalls/new/", views.recall_new, name="recall-new", offices=COUNTY, methods=FORM),
    door("recalls/<id:pk>/", views.recall, name="recall", offices=PARTIES),
    door("recalls/<id:pk>/mend/", views.recall_mend, name="recall-mend", offices=COUNTY, methods=FORM),
    door("recalls/<id:pk>/step/", views.recall_step, name="recall-step", offices=DEPARTMENTS, methods=POST),
    door("recalls/<id:pk>/hear/", views.recall_hear, name="recall-hear", offices=DEPARTMENTS, methods=POST),
    door("recalls/<id:pk>/duty/", views.recall_duty, name="recall-duty", offices=OWNERS, methods=POST),
    door("recalls/<id:pk>/paper/", views.recall_paper, name="recall-paper", offices=OWNERS),
    door("recalls/<id:pk>/decision.docx", views.recall_decision, name="recall-decision", offices=PARTIES),
    door("recalls/<id:pk>/interview.docx", views.recall_interview, name="recall-interview", offices=OWNERS),
    door("api/v1/recalls/", api.recalls, name="api-recalls", offices=PARTIES, methods=FORM),
    door("api/v1/recalls/<id:pk>/", api.recall, name="api-recall", offices=PARTIES),
    door("api/v1/recalls/<id:pk>/mend/", api.recall_mend, name="api-recall-mend", offices=COUNTY, methods=POST),
    door("api/v1/recalls/<id:pk>/step/", api.recall_step, name="api-recall-step", offices=DEPARTMENTS, methods=POST),
    door("api/v1/recalls/<id:pk>/hear/", api.recall_hear, name="api-recall-hear", offices=DEPARTMENTS, methods=POST),
    door("api/v1/recalls/<id:pk>/duty/", api.recall_duty, name="api-recall-duty", offices=OWNERS, methods=POST),
]
