"""Pages of the goal Test: a view reads the address, asks for one pathway, and renders."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue import Catalogue, current
from kiem.foundation.catalogue.answers import csv_answer
from kiem.foundation.ui.frame import Link
from kiem.goals.testbeds.forms import PathwayForm
from kiem.goals.testbeds.presentation import calendar_file, drawing, rows, rules, told
from kiem.goals.testbeds.reads import Pathway, Question, pathway, products
from kiem.methods.pathways import Product

__all__ = ["index", "pathway_csv", "pathway_ics", "pathway_json"]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show a product's pathway from a filing date; without a question, a medicinal product filed today."""
    catalogue, today = current(), timezone.localdate()
    known = products(catalogue)
    if not known:
        return render(request, "testbeds/index.html", {"release": catalogue.release})
    asked = {
        "product": request.GET.get("product", _first_shown(known)),
        "file_on": request.GET.get("file_on") or today.isoformat(),
    }
    form = PathwayForm(asked, known)
    context: dict[str, object] = {"form": form, "release": catalogue.release}
    if not form.is_valid():
        return render(request, "testbeds/index.html", context, status=400)
    found = _found(catalogue, Question(form.cleaned_data["product"], form.cleaned_data["file_on"], today))
    context |= {
        "pathway": found,
        "told": told(found),
        "rows": rows(found),
        "rules": rules(found),
        "chart": drawing(found),
        "downloads": _downloads(found),
    }
    return render(request, "testbeds/index.html", context)


@require_safe
def pathway_ics(request: HttpRequest, product: str) -> HttpResponse:
    """Give the pathway as a calendar that others read; equal addresses give equal bytes in one release."""
    catalogue = current()
    found = _found(catalogue, _question(request, product))
    content = calendar_file(found, catalogue.release.made_at)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="kiem-{_file_name(found)}.ics"'
    return answer


@require_safe
def pathway_csv(request: HttpRequest, product: str) -> HttpResponse:
    """Give the pathway's steps as CSV."""
    found = _found(current(), _question(request, product))
    return csv_answer(_file_name(found), tuple(found.rows[0]), found.rows)


@require_safe
def pathway_json(request: HttpRequest, product: str) -> HttpResponse:
    """Give the pathway as JSON, as `kiem pathway --json` does, with the release that it comes from."""
    catalogue = current()
    found = _found(catalogue, _question(request, product))
    return JsonResponse({"release": catalogue.release.number, "as_of": catalogue.release.date, **found.record})


def _first_shown(known: Sequence[str]) -> str:
    return str(Product.MEDICINAL_PRODUCT) if Product.MEDICINAL_PRODUCT in known else known[0]


def _question(request: HttpRequest, product: str) -> Question:
    form = PathwayForm({"product": product, "file_on": request.GET.get("file_on", "")}, (product,))
    if not form.is_valid():
        raise Http404(_("Add the day of filing to the address: ?file_on=2027-03-01"))
    return Question(product, form.cleaned_data["file_on"], timezone.localdate())


def _found(catalogue: Catalogue, question: Question) -> Pathway:
    found = pathway(catalogue, question)
    if found is None:
        raise Http404(_("This release has no pathway for that product."))
    return found


def _file_name(found: Pathway) -> str:
    return f"{found.question.product.replace('_', '-')}-{found.question.file_on.isoformat()}"


def _downloads(found: Pathway) -> tuple[Link, ...]:
    query = "?" + urlencode({"file_on": found.question.file_on.isoformat()})
    kinds = ((_("Calendar (.ics)"), "ics"), ("CSV", "csv"), ("JSON", "json"))
    return tuple(
        Link(label, reverse(f"testbeds:pathway_{kind}", kwargs={"product": found.question.product}) + query)
        for label, kind in kinds
    )
