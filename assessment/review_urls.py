"""Addresses of the review: many cases at once, the places left, the ways of the term-end assessment."""

from assessment.api import review as api
from assessment.views import proposing, review, terms
from core.access import door
from core.offices import DEPARTMENTS, Office

DECIDERS = (Office.TOWNSHIP, Office.COUNTY, Office.UNIT)
PARTIES = (*DEPARTMENTS, Office.UNIT)

urlpatterns = [
    # the township Party committee proposes, the county organization department sets (二(四))
    door(
        "assessments/propose/",
        proposing.propose_list,
        name="assessments-propose",
        offices=(Office.TOWNSHIP,),
        methods=("GET", "POST"),
    ),
    door(
        "assessments/set/",
        review.review,
        name="assessments-set",
        offices=(Office.COUNTY,),
        methods=("GET", "POST"),
    ),
    # 会同派出单位: the unit agrees to term-end proposals, or returns them
    door(
        "assessments/agree/",
        review.agree_list,
        name="assessments-agree",
        offices=(Office.UNIT,),
        methods=("GET", "POST"),
    ),
    door(
        "assessments/<id:pk>/way/",
        terms.record_method,
        name="assessment-way",
        offices=(Office.COUNTY,),
        methods=("POST",),
    ),
    door("assessments/<id:pk>/paper/", terms.method_paper, name="assessment-paper", offices=PARTIES),
    door("api/v1/assessments/review/", api.review, name="api-assessments-review", offices=(Office.COUNTY,)),
    door(
        "api/v1/assessments/steps/",
        api.steps,
        name="api-assessments-steps",
        offices=DECIDERS,
        methods=("POST",),
    ),
    door(
        "api/v1/assessments/<id:pk>/ways/",
        api.ways,
        name="api-assessment-ways",
        offices=PARTIES,
        methods=("GET", "POST"),
    ),
]
