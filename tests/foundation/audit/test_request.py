"""The id of a request, in the log."""

import logging

from django.test import RequestFactory

from kiem.foundation.audit.request import KEY, RequestIdFilter, RequestIdMiddleware, current_request_id


def line() -> logging.LogRecord:
    """Make a line of the log."""
    return logging.makeLogRecord({"msg": "hello"})


def test_a_line_outside_of_requests_has_a_dash() -> None:
    said = line()
    assert RequestIdFilter().filter(said)
    assert getattr(said, "request_id", None) == "-"


def test_a_line_about_a_request_that_was_answered_has_its_id() -> None:
    request = RequestFactory().get("/")
    request.META[KEY] = "abc"
    said = logging.makeLogRecord({"msg": "hello", "request": request})
    RequestIdFilter().filter(said)
    assert getattr(said, "request_id", None) == "abc"


def test_an_id_from_outside_is_not_taken() -> None:
    seen: list[str] = []

    def answer(_: object) -> object:
        seen.append(current_request_id())
        raise KeyError

    try:
        RequestIdMiddleware(answer)(RequestFactory().get("/", headers={"X-Request-Id": "mine"}))  # type: ignore[arg-type]  # never answers
    except KeyError:
        seen.append(current_request_id())

    assert seen[0] != "mine"
    assert len(seen[0]) == 32
    assert seen[1] == ""
