"""Addresses of adjustment, term end and transfer, and who may enter."""

from core.access import door
from core.offices import DEPARTMENTS, Office
from selection.api import leaving as api
from selection.views import adjustments, term_end, transfers

FORM, POST = ("GET", "POST"), ("POST",)
SENDERS = (Office.UNIT, Office.TOWNSHIP)
SPEAKERS = (*SENDERS, Office.CADRE)
PARTIES = (*DEPARTMENTS, *SPEAKERS)
PROVINCE, CADRE = (Office.PROVINCE,), (Office.CADRE,)

urlpatterns = [
    door("adjustments/", adjustments.adjustments, name="adjustments", offices=PARTIES),
    door("adjustments/list.xlsx", adjustments.adjustments_file, name="adjustments-file", offices=PARTIES),
    door("adjustments/new/", adjustments.adjustment_new, name="adjustment-new", offices=SPEAKERS, methods=FORM),
    door(
        "adjustments/put-on-file/",
        adjustments.adjustments_put_on_file,
        name="adjustments-put-on-file",
        offices=PROVINCE,
        methods=POST,
    ),
    door("adjustments/<id:pk>/", adjustments.adjustment, name="adjustment", offices=PARTIES),
    door(
        "adjustments/<id:pk>/step/", adjustments.adjustment_step, name="adjustment-step", offices=PARTIES, methods=POST
    ),
    door("adjustments/<id:pk>/paper/", adjustments.adjustment_paper, name="adjustment-paper", offices=PARTIES),
    door("adjustments/<id:pk>/form.docx", adjustments.adjustment_form, name="adjustment-form", offices=PARTIES),
    door("terms/", term_end.terms, name="terms", offices=PARTIES),
    door("terms/list.xlsx", term_end.terms_file, name="terms-file", offices=PARTIES),
    door("postings/<id:pk>/volunteer/", term_end.term_volunteer, name="term-volunteer", offices=SPEAKERS, methods=POST),
    door("postings/<id:pk>/take-back/", term_end.term_take_back, name="term-take-back", offices=SPEAKERS, methods=POST),
    door("postings/<id:pk>/enter-round/", term_end.term_enter, name="term-enter", offices=SENDERS, methods=POST),
    door("transfers/", transfers.transfers, name="transfers", offices=PARTIES),
    door("transfers/new/", transfers.transfer_new, name="transfer-new", offices=CADRE, methods=FORM),
    door("transfers/<id:pk>/", transfers.transfer, name="transfer", offices=PARTIES),
    door("transfers/<id:pk>/step/", transfers.transfer_step, name="transfer-step", offices=PARTIES, methods=POST),
    door("transfers/<id:pk>/paper/", transfers.transfer_paper, name="transfer-paper", offices=PARTIES),
    door("transfers/<id:pk>/form.docx", transfers.transfer_form, name="transfer-form", offices=PARTIES),
    door("api/v1/adjustments/", api.adjustments, name="api-adjustments", offices=PARTIES, methods=FORM),
    door(
        "api/v1/adjustments/put-on-file/",
        api.adjustments_put_on_file,
        name="api-adjustments-put-on-file",
        offices=PROVINCE,
        methods=POST,
    ),
    door("api/v1/adjustments/<id:pk>/", api.adjustment, name="api-adjustment", offices=PARTIES),
    door(
        "api/v1/adjustments/<id:pk>/step/",
        api.adjustment_step,
        name="api-adjustment-step",
        offices=PARTIES,
        methods=POST,
    ),
    door("api/v1/terms/", api.terms, name="api-terms", offices=PARTIES),
    door("api/v1/postings/<id:pk>/volunteer/", api.volunteer, name="api-volunteer", offices=SPEAKERS, methods=POST),
    door("api/v1/postings/<id:pk>/take-back/", api.take_back, name="api-take-back", offices=SPEAKERS, methods=POST),
    door("api/v1/postings/<id:pk>/enter-round/", api.enter, name="api-enter-round", offices=SENDERS, methods=POST),
    door("api/v1/transfers/", api.transfers, name="api-transfers", offices=PARTIES, methods=FORM),
    door("api/v1/transfers/<id:pk>/", api.transfer, name="api-transfer", offices=PARTIES),
    door("api/v1/transfers/<id:pk>/step/", api.transfer_step, name="api-transfer-step", offices=PARTIES, methods=POST),
]
