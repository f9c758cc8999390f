"""The description is kept and compared; and whatever is asked, the answers are as described."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig

from kiem.web.api import description
from tests.web.api.store import STORED, written

EXAMPLES = 25
THERE = (None, None, "register:sample-university", "pic:900000002", "cordis:101000001", "organisations-by-kind")
DESCRIBED = description()


def test_the_stored_description_is_that_of_the_code() -> None:
    assert STORED.read_text() == written(), (
        "the API changed: store it with .venv/bin/python -m tests.web.api.store, and read the difference"
    )


@pytest.fixture
def described() -> Iterator[schemathesis.BaseSchema]:
    """Return the description with the site's WSGI application behind it."""
    found = schemathesis.openapi.from_dict(DESCRIBED, config=SchemathesisConfig())
    found.app = WSGIHandler()
    # As Django's own test client does: another test's connection is not looked at, for that would be a database.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield found
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", sorted(DESCRIBED["paths"]))
@pytest.mark.usefixtures("catalogue")
def test_whatever_is_asked_the_answer_is_as_described(
    described: schemathesis.BaseSchema, path: str, mode: GenerationMode
) -> None:
    [method] = DESCRIBED["paths"][path]
    operation = described[path][method.upper()]
    if mode is GenerationMode.NEGATIVE and not (operation.query or operation.body):
        return

    @settings(max_examples=EXAMPLES, database=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode), st.sampled_from(THERE))
    def law(case: Case[Any], there: str | None) -> None:  # Any: the client's own
        if there and mode is GenerationMode.POSITIVE and "identifier" in (case.path_parameters or {}):
            case.path_parameters["identifier"] = there
        # The test's own client does not unpack what is sent packed.
        case.call_and_validate(headers={"Host": "localhost", "Accept-Encoding": "identity"})

    law()
