"""Documents that are drawn from the program are fresh."""

from django.core.management import call_command


def test_the_workflow_diagrams_are_fresh():
    call_command("workflow_docs", check=True)
