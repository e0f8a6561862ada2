"""`manage.py workflow_docs [--check]`: draws every workflow table into docs/workflows.md."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from core.offices import Office
from core.workflow import BACKWARD

HEAD = """# Workflows

Drawn by `manage.py workflow_docs` from the tables the program runs (`STEPS` of each case). Do not edit: `make check` compares.
Each row is one step: an office takes the case from one state to another. Arrows marked "(back)" lead back or end the case.
"""


class Command(BaseCommand):
    """Writes docs/workflows.md, or says that it is stale."""

    help = __doc__

    def add_arguments(self, parser):
        """--check compares instead of writing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, check, **options):
        """Writes or compares."""
        path = settings.BASE_DIR / "docs" / "workflows.md"
        with override("en"):
            sections = [_section(_title(model), model.STEPS) for model in cases()]
            drawn = "\n".join([HEAD, *sections])
        if check and (not path.exists() or path.read_text() != drawn):
            raise CommandError("docs/workflows.md is stale: run manage.py workflow_docs")
        if not check:
            path.write_text(drawn)


def cases():
    """Every model that is a case, in order of its app."""
    return [model for model in apps.get_models() if hasattr(model, "STEPS")]


def _title(model):
    return f"{model._meta.verbose_name.capitalize()} {model.__doc__.split(':')[0]}"


def _section(title, steps):
    arrows = [f"    {s.source} {_arrow(s)}" for s in steps]
    rows = [f"| {s.verb} | {s.source.label} | {s.target.label} | {Office(s.office).label} |" for s in steps]
    table = ["| verb | from | to | office |", "|---|---|---|---|", *dict.fromkeys(rows)]
    start = f"    [*] --> {steps[0].source}"
    diagram = ["```mermaid", "stateDiagram-v2", start, *dict.fromkeys(arrows), "```"]
    return "\n".join([f"## {title}", "", *diagram, "", *table, ""])


def _arrow(step):
    sign = "(back) " if step.verb in BACKWARD else ""
    return f"--> {step.target}: {sign}{step.verb} by {step.office}"
