"""What the site is, what it rests on, what belongs to it, and what it does not have yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue import current
from kiem.foundation.catalogue.rule import reasons, rule_of

__all__ = ["about"]

NOT_YET = (
    (
        _("Contact point for members"),
        _("The directory is there; applications, dues and questions to staff are not built yet."),
    ),
    (
        _("The sector's voice"),
        _("Positions that members draft, co-sign or dissent from are not built yet; none has been published here."),
    ),
    (
        _("Educate"),
        _("No vacancies are read yet, so nothing can be said about shortages or about the courses that answer them."),
    ),
    (
        _("Growth"),
        _("Headcounts are known for few companies and few years: too few to say how many grow past 250 people."),
    ),
)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Tell a reader what this is and where every word of it comes from."""
    catalogue = current()
    rule, counted = rule_of(catalogue), reasons(catalogue)
    context = {
        "release": catalogue.release,
        "rule": rule,
        "reasons": counted,
        "inside": sum(counted.get(reason, 0) for reason in ("register", "kind", "one_project", "share")),
        "outside": counted.get("elsewhere", 0),
        "share": round(rule.share * 100),
        "not_yet": NOT_YET,
    }
    return render(request, "web/about.html", context)
