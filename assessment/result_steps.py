"""The way of an objection to a result as a table (二(四))."""

from core.offices import Office
from core.workflow import Step
from selection.steps import ObjectionState

# the county that published the notice settles what is objected to its grades
RESULT_OBJECTION_STEPS = (
    Step("dismiss", ObjectionState.RECEIVED, ObjectionState.DISMISSED, Office.COUNTY),
    Step("uphold", ObjectionState.RECEIVED, ObjectionState.UPHELD, Office.COUNTY),
)
