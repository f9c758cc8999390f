"""`kiem pathway`: the same answers without the site."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings
from icalendar import Calendar as Collection
from typer.testing import CliRunner

from kiem.cli import app
from kiem.goals.testbeds.desk import NoAnswer, answer

TODAY = date(2026, 11, 24)


@pytest.mark.usefixtures("register")
def test_the_command_prints_one_object_and_writes_the_calendar(tmp_path: Path) -> None:
    file = tmp_path / "trial.ics"

    told = CliRunner().invoke(
        app, ["pathway", "--product", "medicinal_product", "--file-on", "2026-03-02", "--json", "--ics", str(file)]
    )

    assert told.exit_code == 0
    assert json.loads(told.stdout)["earliest"]["trial_may_start"]["day"] == "2026-05-04"
    assert len(Collection.from_ical(file.read_bytes()).walk("VEVENT")) == 8


@pytest.mark.usefixtures("register")
def test_without_json_the_command_speaks_to_people() -> None:
    told = CliRunner().invoke(app, ["pathway", "--product", "atmp", "--file-on", "2026-03-02"])

    assert "The clinical trial can start: 2026-06-22" in told.stdout
    assert "Hospital exemption: 2026-03-02 to no date (no legal limit)" in told.stdout
    assert told.stdout.rstrip().endswith("have a specialist confirm before use.")


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--product", "moon_food", "--file-on", "2026-03-02"], "known are medicinal_product, atmp"),
        (["--product", "atmp", "--file-on", "1974-03-02"], "from 2000 to 2099"),
        (["--product", "atmp", "--file-on", "2026-03-02", "--ics", "nowhere/trial.ics"], "its folder is not there"),
        (["--product", "atmp", "--file-on", "soon"], "soon"),
    ],
)
def test_bad_input_is_refused_with_the_remedy(words: list[str], says: str) -> None:
    told = CliRunner().invoke(app, ["pathway", *words])

    assert told.exit_code == 2
    assert says in told.stderr
    assert told.stdout == ""


def test_without_a_release_the_answer_says_what_to_run(tmp_path: Path) -> None:
    with override_settings(KIEM_HOME=tmp_path), pytest.raises(NoAnswer, match="kiem build"):
        answer("atmp", date(2026, 3, 2), TODAY)
