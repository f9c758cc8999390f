"""The id of the request that is being answered: in the answer's header, in every line of the log, in every event."""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase

__all__ = ["HEADER", "RequestIdFilter", "RequestIdMiddleware", "current_request_id"]

HEADER = "X-Request-Id"
KEY = "kiem.request_id"
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Return the id of the request that is being answered; empty outside of requests."""
    return _current.get()


class RequestIdMiddleware:
    """Give every request an id of the house's own making: one from outside could pretend to be another's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the id in the header."""
        made = request.META[KEY] = uuid4().hex
        token = _current.set(made)
        try:
            response = self.get_response(request)
            response.headers[HEADER] = made
        finally:
            _current.reset(token)
        return response


class RequestIdFilter(logging.Filter):
    """Put the id into the log's lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `request_id`, a dash outside of requests; keep every line."""
        # Django logs some answers when this middleware has already let go of the request.
        request = getattr(record, "request", None)
        kept = request.META.get(KEY) if isinstance(request, HttpRequest) else None
        record.request_id = _current.get() or kept or "-"
        return True
