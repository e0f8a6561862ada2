"""Tables of the ground floor."""

from core.models.accounts import ApiToken, Appointment, User
from core.models.calendar import Holiday
from core.models.catalogue import AskedForm, TypedFields
from core.models.county_rules import CountyRule
from core.models.dues import DueItem
from core.models.files import StoredFile
from core.models.imports import SheetImport, SheetRow
from core.models.notices import Notice, NoticeChoice, NoticeMail, NoticeRead
from core.models.outbox import JobRun, OnceKey, OutboxMessage
from core.models.records import Record, RecordSeal
from core.models.regions import Division
from core.models.units import Unit
from core.models.webhooks import Webhook, WebhookMail
from core.models.work import Job

__all__ = [
    "ApiToken",
    "AskedForm",
    "Appointment",
    "CountyRule",
    "Division",
    "DueItem",
    "Holiday",
    "Job",
    "JobRun",
    "Notice",
    "NoticeChoice",
    "NoticeMail",
    "NoticeRead",
    "OnceKey",
    "OutboxMessage",
    "Record",
    "RecordSeal",
    "SheetImport",
    "SheetRow",
    "StoredFile",
    "TypedFields",
    "Unit",
    "User",
    "Webhook",
    "WebhookMail",
]
