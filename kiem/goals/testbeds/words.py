"""The words of pathways in the reader's language: products, milestones, roles, gaps, reasons, rules of counting."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kiem.methods.pathways import Gap, Milestone, Open, Product, Role
from kiem.methods.workdays import CountingRule, Mark, Term, Unit

__all__ = ["GAPS", "MARKS", "MILESTONES", "OPEN", "ROLES", "RULES", "checked_words", "product_words", "term_words"]

PRODUCTS: Mapping[str, Promise] = {
    Product.MEDICINAL_PRODUCT: _("medicinal product"),
    Product.ATMP: _("advanced therapy (ATMP)"),
    Product.MEDICAL_DEVICE_CLASS_I: _("medical device, class I"),
    Product.MEDICAL_DEVICE_CLASS_IIA: _("medical device, class IIa"),
    Product.MEDICAL_DEVICE_CLASS_IIB: _("medical device, class IIb"),
    Product.MEDICAL_DEVICE_CLASS_III: _("medical device, class III"),
    Product.SOFTWARE_AS_MEDICAL_DEVICE: _("software as a medical device"),
    Product.IVD: _("in vitro diagnostic"),
    Product.GMO_FIELD_TRIAL: _("genetically modified organism, field trial"),
    Product.GMO_CONTAINED_USE: _("genetically modified organism, contained use"),
    Product.GM_FOOD_FEED: _("genetically modified food or feed"),
    Product.NOVEL_FOOD: _("novel food"),
    Product.FEED_ADDITIVE: _("feed additive"),
    Product.PLANT_PROTECTION_PRODUCT: _("plant protection product"),
    Product.BIOCIDAL_PRODUCT: _("biocidal product"),
    Product.FOOD_ENZYME: _("food enzyme"),
    Product.FOOD_CONTACT_MATERIAL: _("food contact material"),
    Product.HEALTH_CLAIM: _("health claim on food"),
    Product.VETERINARY_MEDICINE: _("veterinary medicine"),
    Product.ANIMAL_EXPERIMENT: _("animal experiment"),
}
MILESTONES: Mapping[Milestone, Promise] = {
    Milestone.TRIAL_MAY_START: _("The clinical trial can start"),
    Milestone.GMO_TRIAL_MAY_START: _("The same, if the product contains genetically modified organisms"),
    Milestone.INVESTIGATION_MAY_START: _("The clinical investigation can start"),
    Milestone.STUDY_MAY_START: _("The performance study can start"),
    Milestone.RELEASE_MAY_START: _("The field trial can start"),
    Milestone.CLASS_2_USE_MAY_START: _("First use in risk class 2"),
    Milestone.CLASS_3_4_USE_MAY_START: _("First use in risk class 3 or 4"),
    Milestone.PROJECT_MAY_START: _("The project can start"),
    Milestone.MARKETING_OPINION: _("Opinion on the marketing authorisation"),
    Milestone.SCIENTIFIC_OPINION: _("Scientific opinion"),
    Milestone.DRAFT_DECISION: _("Draft decision of the European Commission"),
    Milestone.SUBSTANCE_REPORT: _("Review report on a new active substance"),
    Milestone.PRODUCT_DECISION: _("Decision on a product with an approved substance"),
    Milestone.MAY_BE_SOLD: _("On the market"),
}
ROLES: Mapping[Role, Promise] = {
    Role.TOTAL: _("upper limit of the steps together"),
    Role.EITHER: _("another way, not a step after the others"),
    Role.OWN: _("an application of its own, counted as if filed on the same day"),
}
GAPS: Mapping[Gap, Promise] = {
    Gap.TRIAL: _("first comes the clinical trial itself, whose length no law sets"),
    Gap.INVESTIGATION: _("first comes the clinical investigation itself, whose length no law sets"),
    Gap.PERFORMANCE_STUDY: _("first comes the performance study itself, whose length no law sets"),
    Gap.COMMENTS: _("first comes the public comment period, whose length the register does not tell"),
}
OPEN: Mapping[Open, Promise] = {
    Open.NO_LIMIT: _("no legal limit"),
    Open.AFTER_OPEN: _("it waits for a step without a last day"),
    Open.STOP: _("the clock may stop, for how long was not found in the act"),
}
RULES: Mapping[CountingRule, Promise] = {
    CountingRule.EVENT_NOT_COUNTED: _("The day of the event is not counted."),
    CountingRule.SAME_DATE: _(
        "A period in months ends on the same day of the month, or on the month's last day if that day is missing."
    ),
    CountingRule.EVERY_DAY_COUNTS: _("Holidays, Saturdays and Sundays count, unless the act says working days."),
    CountingRule.NEXT_WORKING_DAY: _(
        "A last day on a holiday, Saturday or Sunday moves to the end of the next working day."
    ),
    CountingRule.TWO_WORKING_DAYS: _("A period of two days or more has at least two working days in it."),
    CountingRule.WORKING_DAYS: _("Working days are all days but holidays, Saturdays and Sundays."),
    CountingRule.HOLIDAYS_OF_THE_STATE: _(
        "Holidays are those of the Member State where the act is done: here the ten Belgian legal holidays."
    ),
    CountingRule.OTHER_HOLIDAYS: _(
        "A body of the Union, or of another Member State, keeps its own holidays; here the Belgian ones are used."
    ),
    CountingRule.NATIONAL_ACT: _(
        "A Belgian act is counted by Belgian rules; here they are taken to give the same last day."
    ),
    CountingRule.WINTER_STOP: _(
        "All timers of clinical trials stop from 23 December to 7 January; a sponsor may object in time."
    ),
}
MARKS: Mapping[Mark, Promise] = {
    Mark.VERIFIED: _("read in a source"),
    Mark.SECOND_HAND: _("read second-hand"),
    Mark.TO_CONFIRM: _("to be confirmed"),
}


def product_words(product: str) -> Promise | str:
    """Return the product's name; a product that the register has and this list not yet is written as it stands."""
    return PRODUCTS.get(product, product.replace("_", " "))


def term_words(term: Term) -> str:
    """Return a time limit in words: 10 days, 40 working days, 6 months."""
    words = {
        Unit.DAY: ngettext("%(count)s day", "%(count)s days", term.value),
        Unit.WORKING_DAY: ngettext("%(count)s working day", "%(count)s working days", term.value),
        Unit.MONTH: ngettext("%(count)s month", "%(count)s months", term.value),
    }
    return words[term.unit] % {"count": term.value}


def checked_words(checked: str) -> Promise | str:
    """Return how a limit was checked: on the page named, on another page, or not at all."""
    if checked.startswith("via "):
        return _("read via %(page)s") % {"page": checked.removeprefix("via ")}
    return _("read on the page") if checked == "yes" else _("not checked")
