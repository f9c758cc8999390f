"""Pages of the stewards: the queue, what was decided, and two records side by side."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kiem.flow.entities import JudgementProblem
from kiem.foundation.accounts.permissions import person_of, require_role
from kiem.foundation.accounts.roles import Role
from kiem.foundation.catalogue import current
from kiem.foundation.stewardship import reads
from kiem.foundation.stewardship.actions import Choice, DecidedMeanwhile, decide, take_back, write_down
from kiem.foundation.stewardship.comparing import NoSuchPair
from kiem.foundation.stewardship.forms import DecisionForm, UndoForm
from kiem.foundation.stewardship.models import Decision, RecordPair, Verdict, in_order
from kiem.foundation.ui.frame import Link
from kiem.foundation.ui.lists import Pager, pager_of

__all__ = ["decided", "find", "pair", "queue", "undo", "write"]

PAGE = 25

View = Callable[..., HttpResponse]


def _with_judgements(view: View) -> View:
    """Where the builds' file cannot be read say so, instead of deciding beside it."""

    @wraps(view)
    def shown(request: HttpRequest, **told: str) -> HttpResponse:
        try:
            return view(request, **told)
        except JudgementProblem as problem:
            context = {"problem": str(problem)}
            return render(request, "stewardship/not_read.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)

    return shown


@never_cache
@require_role(Role.STEWARD)
@_with_judgements
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what is open."""
    person, catalogue = person_of(request), current()
    found = reads.queue(person, catalogue)
    pager = pager_of(len(found.entries), request.GET, PAGE)
    context = {
        "counts": found.counts,
        "tabs": _tabs(found.counts, "queue"),
        "pager": pager,
        "page": found.entries[_slice(pager)],
        "last": reads.last_of(person, request.GET.get("last", "")),
        "release": catalogue.release,
    }
    return render(request, "stewardship/queue.html", context)


@never_cache
@require_role(Role.STEWARD)
@_with_judgements
@require_safe
def decided(request: HttpRequest) -> HttpResponse:
    """Show what was decided and counts."""
    person, catalogue = person_of(request), current()
    found, counts = reads.decided(person), reads.queue(person, catalogue).counts
    pager = pager_of(len(found), request.GET, PAGE)
    context = {
        "counts": counts,
        "tabs": _tabs(counts, "decided"),
        "pager": pager,
        "page": reads.kept(catalogue, found[_slice(pager)]),
        "release": catalogue.release,
    }
    return render(request, "stewardship/decided.html", context)


@never_cache
@require_role(Role.STEWARD)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Lead to the page of the two records that were named."""
    left, right = (request.GET.get(name, "").strip()[:200].replace("/", "") for name in ("left", "right"))
    if not left or not right:
        return HttpResponseRedirect(reverse("stewardship:queue"))
    return HttpResponseRedirect(_address((left, right)))


@never_cache
@require_role(Role.STEWARD)
@_with_judgements
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, left: str, right: str) -> HttpResponse:
    """Show two records side by side; a form says whether they are one."""
    if left > right and request.method != "POST":
        return HttpResponseRedirect(_address(in_order(left, right)))
    if request.method == "POST":
        return _decided(request, in_order(left, right))
    return _shown(request, (left, right), {})


@never_cache
@require_role(Role.STEWARD)
@_with_judgements
@require_POST
def undo(request: HttpRequest, left: str, right: str) -> HttpResponse:
    """Take back what counts for the pair, and show the pair or the list again."""
    form, asked = UndoForm(request.POST), in_order(left, right)
    if not form.is_valid():
        return _shown(request, asked, {"is_unread": True}, HTTPStatus.BAD_REQUEST)
    try:
        take_back(by=person_of(request), pair=asked, seen=form.cleaned_data["seen"])
    except DecidedMeanwhile as meanwhile:
        return _shown(request, asked, {"meanwhile": meanwhile}, HTTPStatus.CONFLICT)
    back = form.cleaned_data["back"] == "decided"
    return HttpResponseRedirect(reverse("stewardship:decided") if back else _address(asked))


@never_cache
@require_role(Role.STEWARD)
@_with_judgements
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Write for the next build what could not be written before."""
    write_down(by=person_of(request))
    return HttpResponseRedirect(reverse("stewardship:queue"))


def _decided(request: HttpRequest, asked: RecordPair) -> HttpResponse:
    form, person, catalogue = DecisionForm(request.POST), person_of(request), current()
    if not form.is_valid():
        return _shown(request, asked, {"is_unread": True}, HTTPStatus.BAD_REQUEST)
    said = form.cleaned_data
    try:
        about = reads.pair_of(person, catalogue, asked).compared.about
        choice = Choice(asked, Verdict(said["verdict"]), said["reason"], said["seen"])
        decision = decide(by=person, catalogue=catalogue, choice=choice)
    except DecidedMeanwhile as meanwhile:
        return _shown(request, asked, {"meanwhile": meanwhile, "said": said}, HTTPStatus.CONFLICT)
    except NoSuchPair as problem:
        return _not_there(request, problem)
    following = reads.next_pair(person, catalogue, about)
    return HttpResponseRedirect(f"{_address(following or asked)}?last={decision.pk}")


def _shown(
    request: HttpRequest, asked: RecordPair, told: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    person, catalogue = person_of(request), current()
    try:
        found = reads.pair_of(person, catalogue, asked)
    except NoSuchPair as problem:
        return _not_there(request, problem)
    last: Decision | None = reads.last_of(person, request.GET.get("last", ""))
    context = {
        "pair": found,
        "last": None if last and last.pair == asked else last,
        "just_said": last if last and last.pair == asked else None,
        "verdicts": Verdict,
        "crumbs": (Link(_("Who is who"), reverse("stewardship:queue")), Link(_("Two records"), "")),
        "release": catalogue.release,
        **told,
    }
    return render(request, "stewardship/pair.html", context, status=status)


def _not_there(request: HttpRequest, problem: NoSuchPair) -> HttpResponse:
    return render(request, "stewardship/not_there.html", {"record": problem.record}, status=HTTPStatus.NOT_FOUND)


def _address(asked: RecordPair) -> str:
    return reverse("stewardship:pair", args=asked)


def _tabs(counts: reads.Counts, here: str) -> tuple[Link, ...]:
    labels = {
        "queue": _("Open (%(count)s)") % {"count": counts.open},
        "decided": _("Decided (%(count)s)") % {"count": counts.decided},
    }
    return tuple(
        Link(label, reverse(f"stewardship:{name}"), "page" if name == here else "") for name, label in labels.items()
    )


def _slice(pager: Pager) -> slice:
    return slice(max(pager.first - 1, 0), pager.last)
