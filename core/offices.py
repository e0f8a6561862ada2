"""The offices a person can hold, and at which level of the division tree each one sits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Office(TextChoices):
    """职务岗位: what a person acts as. Each sits at a division, at a unit, or is the cadre's own account."""

    PROVINCE = "province", _("Province organization department")
    PREFECTURE = "prefecture", _("Prefecture organization department")
    COUNTY = "county", _("County organization department")
    LEADERSHIP = "leadership", _("Leadership group office")
    TOWNSHIP = "township", _("Township Party committee")
    CLERK = "clerk", _("Township attendance clerk")
    UNIT = "unit", _("Dispatching unit")
    CADRE = "cadre", _("Posted cadre")
    SYSADMIN = "sysadmin", _("System administrator")
    AUDITOR = "auditor", _("Auditor")


DEPARTMENTS = (Office.PROVINCE, Office.PREFECTURE, Office.COUNTY)
TOWN = (Office.TOWNSHIP, Office.CLERK)
PLACED = (*DEPARTMENTS, Office.LEADERSHIP, *TOWN)
PERSONNEL = (*PLACED, Office.UNIT, Office.CADRE)
EVERYONE = tuple(Office)

# How long the division code of an office is (digits); sysadmin and auditor may sit anywhere.
CODE_LENGTH = {
    Office.PROVINCE: 2,
    Office.PREFECTURE: 4,
    Office.COUNTY: 6,
    Office.LEADERSHIP: 6,
    Office.TOWNSHIP: 9,
    Office.CLERK: 9,
}
