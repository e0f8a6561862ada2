"""Addresses of the overview and who may enter."""

from core.access import door
from overview import views

urlpatterns = [
    # everyone lands here after logging in; what is shown depends on the office
    door("", views.home, name="home"),
]
