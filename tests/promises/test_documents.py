"""Documents are true: commands exist, links lead somewhere, records are short."""

import re
from pathlib import Path

import pytest
from typer.main import get_group

from kiem.cli import app
from tests.promises.tree import HOUSE, house_files, shown

DOCUMENTS = [path for path in house_files() if path.suffix == ".md"]
RECORDS = [path for path in DOCUMENTS if path.parent.name == "decisions"]
RECORD_LIMIT = 40
FRONT = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE")


@pytest.mark.parametrize("name", FRONT)
def test_a_newcomer_finds_the_document(name: str) -> None:
    assert (HOUSE / name).read_text().strip()


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_script_that_a_document_names_exists(document: Path) -> None:
    named = set(re.findall(r"(?<![\w/])scripts/[a-z]+", document.read_text()))
    assert [name for name in sorted(named) if not (HOUSE / name).is_file()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_kiem_command_that_a_document_names_exists(document: Path) -> None:
    known = set(get_group(app).commands)
    named = set(re.findall(r"(?:`|^|bin/)kiem ([a-z]+)", document.read_text(), re.MULTILINE))
    assert sorted(named - known) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_every_link_inside_the_repository_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=shown)
def test_a_decision_record_is_short_and_whole(record: Path) -> None:
    text = record.read_text()
    assert len(text.splitlines()) <= RECORD_LIMIT
    assert re.match(r"\d{4}-[a-z0-9-]+\.md", record.name)
    assert re.findall(r"^## (\w+)", text, re.MULTILINE) == ["Status", "Context", "Decision", "Consequences"]


def test_decision_records_are_numbered_without_a_gap() -> None:
    numbers = [int(record.name[:4]) for record in RECORDS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert "## [Unreleased]" in (HOUSE / "CHANGELOG.md").read_text()
