"""A release without a relation in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue, current
from tests.conftest import INSTANCE, MADE_AT
from tests.goals.fictitious import REGISTER, write_register


@pytest.fixture
def cluster_without_spin_offs(tmp_path: Path) -> Iterator[Catalogue]:
    """Serve a release of organisations between which nothing is known."""
    folder = write_register(tmp_path / "register")
    (folder / "relations.csv").write_text(REGISTER["relations.csv"] + "\n")
    build(House(INSTANCE, tmp_path / "home"), {"register": folder}, MADE_AT)
    with override_settings(KIEM_HOME=tmp_path / "home"):
        yield current()
