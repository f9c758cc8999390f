"""Asking the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Ask = Callable[..., Any]  # Any: JSON


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask an address under /api/v1 and return what it says; anything but 200 fails."""

    def asked(path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON
        response = client.get(f"/api/v1{path}", query)
        assert response.status_code == 200, response.content
        return response.json()

    return asked
