"""From a product and a filing date to a calendar of the law's steps."""

from kiem.methods.pathways.calendar import Calendar, CalendarStep, Open, Reached, calendar
from kiem.methods.pathways.ics import Words, as_ics
from kiem.methods.pathways.legal_step import LegalStep, Product
from kiem.methods.pathways.plan import Gap, Milestone, Place, Plan, Role, Stop, wanted_steps
from kiem.methods.pathways.plan_file import PlanProblem, read_plan, read_plans
from kiem.methods.pathways.record import as_record, as_rows

__all__ = [
    "Calendar",
    "CalendarStep",
    "Gap",
    "LegalStep",
    "Milestone",
    "Open",
    "Place",
    "Plan",
    "PlanProblem",
    "Product",
    "Reached",
    "Role",
    "Stop",
    "Words",
    "as_ics",
    "as_record",
    "as_rows",
    "calendar",
    "read_plan",
    "read_plans",
    "wanted_steps",
]
