"""What cannot be answered: always the same three words, `error`, `where` and `remedy`."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from kiem.flow.figures import FigureProblem
from kiem.foundation.catalogue import NoRelease
from kiem.foundation.catalogue.who import NamesNotReady

__all__ = ["Refused", "explain", "explained", "names_not_ready", "no_such_address", "refuse_strangers", "refused"]

View = Callable[..., HttpResponseBase]

RETRY_SECONDS = 60
NAMES_SECONDS = 10
LONGEST_SHOWN = 200


class Refused(Exception):
    """A question without an answer, with the status that says so and what to do about it."""

    def __init__(self, status: int, error: str, remedy: str) -> None:
        super().__init__(error)
        self.status, self.error, self.remedy = status, error, remedy


def refused(request: HttpRequest, status: int, error: str, remedy: str) -> HttpResponse:
    """Return the answer that there is none."""
    where = request.get_full_path()[:LONGEST_SHOWN]
    return JsonResponse({"error": error, "where": where, "remedy": remedy}, status=status)


def refuse_strangers(request: HttpRequest, known: type[Schema]) -> None:
    """Refuse a parameter that the question does not know: a misspelt filter must not give everything."""
    strangers = sorted(set(request.GET) - set(known.model_fields))
    if strangers:
        raise Refused(
            422,
            _("There is no parameter “%(name)s”.") % {"name": strangers[0][:LONGEST_SHOWN]},
            _("Known here: %(names)s.") % {"names": ", ".join(known.model_fields)},
        )


def no_such_address(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer an address that the API does not have."""
    del path
    return refused(request, 404, _("There is nothing at this address."), _("Every address is in /api/v1/openapi.json."))


def no_release(request: HttpRequest) -> HttpResponse:
    """Answer while the first release is being made."""
    answer = refused(request, 503, _("There is no release yet."), _("Ask again in a few minutes."))
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer to more than is read at once (DATA_UPLOAD_MAX_MEMORY_SIZE)."""
    return refused(request, 413, _("What was sent is too large."), _("Ask it in several parts."))


def names_not_ready(request: HttpRequest) -> HttpResponse:
    """Answer while the names of a new release are being made ready to be found."""
    said = _("The names of this release are being made ready.")
    answer = refused(request, 503, said, _("Ask again in some seconds; where `kiem serve` does not run: `kiem index`."))
    answer["Retry-After"] = str(NAMES_SECONDS)
    return answer


def explained(view: View) -> View:
    """Wrap a view that no framework of an API stands around, so that it says its problems in the same shape."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **names: object) -> HttpResponseBase:
        try:
            return view(request, *args, **names)
        except Refused as problem:
            return refused(request, problem.status, problem.error, problem.remedy)
        except RequestDataTooBig:
            return too_large(request)
        except NoRelease:
            return no_release(request)
        except NamesNotReady:
            return names_not_ready(request)

    return answered


def explain(api: NinjaAPI) -> None:
    """Let the API answer every problem in the one shape."""

    @api.exception_handler(Refused)
    def refusing(request: HttpRequest, problem: Refused) -> HttpResponse:
        return refused(request, problem.status, problem.error, problem.remedy)

    @api.exception_handler(NoRelease)
    def waiting(request: HttpRequest, problem: NoRelease) -> HttpResponse:
        del problem
        return no_release(request)

    @api.exception_handler(NamesNotReady)
    def not_ready(request: HttpRequest, problem: NamesNotReady) -> HttpResponse:
        del problem
        return names_not_ready(request)

    @api.exception_handler(FigureProblem)
    def without_figure(request: HttpRequest, problem: FigureProblem) -> HttpResponse:
        return refused(request, 404, str(problem), _("See /api/v1/figures for the figures and their days."))

    @api.exception_handler(RequestDataTooBig)
    def unread(request: HttpRequest, problem: RequestDataTooBig) -> HttpResponse:
        del problem
        return too_large(request)

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, problem: HttpError) -> HttpResponse:
        del problem
        return refused(request, 400, _("What was sent cannot be read."), _("Send JSON, with its Content-Type."))

    @api.exception_handler(ValidationError)
    def misspelt(request: HttpRequest, problem: ValidationError) -> HttpResponse:
        first = problem.errors[0]
        name = str(first["loc"][-1])
        said = {"name": name, "why": str(first["msg"]).removeprefix("Value error, ")}
        return refused(request, 422, _("%(name)s: %(why)s.") % said, _("Its form is in /api/v1/openapi.json."))
