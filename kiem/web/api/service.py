"""The API as a whole, and its addresses."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.operation import Operation

from kiem.web.api.conversation import READING, answering
from kiem.web.api.page import operations_of
from kiem.web.api.problems import explain, no_such_address
from kiem.web.api.routes import router

__all__ = ["api", "description", "of_the_api"]

ROOT = "api/v1/"
POSTING = ("POST", "OPTIONS")
# In the words of RFC 9110, which Python uses from 3.13 on.
UNPROCESSABLE = "Unprocessable Content"
DESCRIPTION = (
    "Everything public of this site: what the sources say of the ecosystem, who says it, since when and under which "
    "licence. Unknown is null. Every answer names its release and carries an ETag; ask again with If-None-Match."
)


class Api(NinjaAPI):
    """The API; an operation's id is its function's name."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name that a generated client gives to the operation."""
        return operation.view_func.__name__


# No page of ninja's own: it would fetch its parts from elsewhere.
api = Api(title="Kiem", version="1", description=DESCRIPTION, docs_url=None, openapi_url=None, urls_namespace="api")
api.add_router("", router)
explain(api)


def description() -> dict[str, Any]:  # Any: JSON
    """Return the API's description in the words of OpenAPI 3.1, the same under every Python."""
    told = dict(api.get_openapi_schema(path_prefix=f"/{ROOT}"))
    for operation in (one for address in told["paths"].values() for one in address.values()):
        for status, answer in operation["responses"].items():
            if status == HTTPStatus.UNPROCESSABLE_ENTITY:
                answer["description"] = UNPROCESSABLE
    return told


def of_the_api() -> list[URLPattern]:
    """Return the addresses of the API; what is left under `api/` is answered in the API's words too."""
    patterns, *_names = api.urls
    under = [
        path(f"{ROOT}{pattern.pattern}", answering(pattern.callback, _methods(pattern)), name=f"api-{pattern.name}")
        for pattern in patterns
        if isinstance(pattern, URLPattern) and pattern.name != "api-root"
    ]
    return [
        path("api/", page, name="api"),
        path(f"{ROOT}openapi.json", answering(described), name="api-openapi"),
        *under,
        # A path converter would let a line break through to the site's own page.
        re_path(r"^api/(?P<path>[\s\S]+)$", answering(no_such_address), name="api-nothing"),
    ]


def _methods(pattern: URLPattern) -> Sequence[str]:
    """Return by which methods an address is asked: most are read, a long question is sent."""
    view = router.path_operations.get(f"/{pattern.pattern}")
    return POSTING if view and any("POST" in operation.methods for operation in view.operations) else READING


def described(request: HttpRequest) -> JsonResponse:
    """Answer with the API's description."""
    del request
    return JsonResponse(description())


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what can be asked of the API, for people."""
    return render(request, "web/api.html", {"groups": operations_of(description())})
