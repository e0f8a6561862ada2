"""Addresses of the dossier; what stands in it is cut by what each of its tables shows to the reader."""

from core.access import door
from core.offices import PERSONNEL, Office
from overview import dossier_api as api
from overview import dossier_views as views

KEEPERS = tuple(office for office in PERSONNEL if office != Office.CADRE)

urlpatterns = [
    door("dossiers/", views.dossiers, name="dossiers", offices=KEEPERS),
    door("dossiers/<id:pk>/", views.dossier, name="dossier", offices=PERSONNEL),
    door("dossiers/<id:pk>/dossier.docx", views.dossier_word, name="dossier-word", offices=PERSONNEL),
    door("my-file/", views.my_file, name="my-file", offices=(Office.CADRE,)),
    door("api/v1/dossiers/<id:pk>/", api.dossier, name="api-dossier", offices=PERSONNEL),
    door("api/v1/dossiers/<id:pk>/dossier.docx", api.dossier_word, name="api-dossier-word", offices=PERSONNEL),
]
