"""Addresses of the catalogue of forms."""

from core.access import door
from core.models.catalogue import ISSUERS
from core.offices import PERSONNEL
from core.views import catalogue
from core.views import catalogue_api as api

POST, BOTH = ("POST",), ("GET", "POST")

urlpatterns = [
    door("catalogue/", catalogue.form_list, name="catalogue", offices=PERSONNEL),
    door("catalogue/file/", catalogue.form_file, name="catalogue-file", offices=PERSONNEL),
    door("catalogue/new/", catalogue.form_new, name="asked-form-new", offices=ISSUERS, methods=BOTH),
    door("catalogue/<id:pk>/", catalogue.asked_form, name="asked-form", offices=PERSONNEL),
    door("catalogue/<id:pk>/edit/", catalogue.form_edit, name="asked-form-edit", offices=ISSUERS, methods=BOTH),
    door("catalogue/<id:pk>/end/", catalogue.form_end, name="asked-form-end", offices=ISSUERS, methods=POST),
    # POST is refused to all but the offices that ask by the deed itself
    door("api/v1/catalogue/", api.form_list, name="api-catalogue", offices=PERSONNEL, methods=BOTH),
    door("api/v1/catalogue/typed/", api.typed, name="api-typed", offices=ISSUERS),
    door("api/v1/catalogue/<id:pk>/", api.asked_form, name="api-asked-form", offices=PERSONNEL, methods=("GET", "PUT")),
    door("api/v1/catalogue/<id:pk>/end/", api.form_end, name="api-asked-form-end", offices=ISSUERS, methods=POST),
]
