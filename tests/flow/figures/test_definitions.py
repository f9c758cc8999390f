"""A figure's definition is read whole, or refused with one line that says why."""

from pathlib import Path

import pytest

from kiem.flow.figures import FigureProblem, Measure, definition_of, definitions

GOOD = """
title: Companies | Bedrijven | Entreprises
is: a | b | c
is_not: a | b | c
method: a | b | c
unit: companies | bedrijven | entreprises
owner: communication
reviewed: 2026-01-01
next_review: 2027-01-01
good_for: 90
measure:
  count: organisation
  holds: up_to_the_day
  where: {country: [BE, LU], type: company}
  known: [founded]
  by: founded
  tell: [status]
beside: [life_science_companies]
"""


def file_with(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "example.yml"
    file.write_text(text)
    return file


def test_a_definition_says_what_is_counted_and_which(tmp_path: Path) -> None:
    found = definition_of(file_with(tmp_path, GOOD))

    assert found.id == "example"
    assert found.unit["fr"] == "entreprises"
    assert found.beside == ("life_science_companies",)
    assert found.measure == Measure(
        subject="organisation",
        is_sum=False,
        holds="up_to_the_day",
        where=(("country", ("BE", "LU")), ("type", ("company",))),
        known=("founded",),
        by="founded",
        tell=("status",),
    )


def test_definitions_are_named_after_their_files_and_stand_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.yml").write_text(GOOD)

    assert list(definitions(tmp_path)) == ["a", "b"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("title:", "titel:", "'titel' is no word of a figure; known are title"),
        ("owner: communication", "", "'owner' is missing"),
        ("is: a | b | c", "is: a | b", "'is' is not said in three languages"),
        ("reviewed: 2026-01-01", "reviewed: soon", "'reviewed' is 'soon'; it must be a date such as"),
        ("good_for: 90", "good_for: long", "'good_for' is 'long'; it must be a number of days"),
        ("good_for: 90", "good_for: 0", "'good_for' is 0; it must be a number of days"),
        (
            "count: organisation",
            "count: unicorn",
            "'unicorn' cannot be measured so; these can: investment_round, organisation",
        ),
        (
            "count: organisation",
            "sum: organisation",
            "'organisation' cannot be measured so; these can: investment_round, part",
        ),
        ("count: organisation", "guess: organisation", "'guess' is no word of a measure"),
        ("count: organisation", "by: founded", "'measure' must have either 'count' or 'sum'"),
        ("up_to_the_day", "always", "'holds' is 'always'; it must be on_the_day or up_to_the_day"),
        ("{country: [BE, LU], type: company}", "company", "'where' must say word: value"),
        ("type: company", "shoe_size: 42", "'shoe_size' is no word of a measure of organisation; known are type"),
        ("by: founded", "by: moon", "'moon' is no word of a measure of organisation"),
        ("known: [founded]", "known: founded", "'known' must be a list"),
        ("title: Companies", "title: [", "cannot be read as YAML"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_the_file(tmp_path: Path, old: str, new: str, says: str) -> None:
    file = file_with(tmp_path, GOOD.replace(old, new))

    with pytest.raises(FigureProblem) as problem:
        definition_of(file)

    assert str(problem.value).startswith(f"{file}: ")
    assert says in str(problem.value)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("text", ["just words", GOOD[: GOOD.index("measure:")] + "measure: count everything"])
def test_a_file_without_words_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FigureProblem, match="words"):
        definition_of(file_with(tmp_path, text))


def test_truth_is_written_as_yaml_writes_it(tmp_path: Path) -> None:
    text = GOOD.replace("organisation", "project").replace("{country: [BE, LU], type: company}", "{life_science: true}")
    text = text.replace("known: [founded]", "").replace("by: founded", "").replace("tell: [status]", "")

    measure = definition_of(file_with(tmp_path, text)).measure

    assert measure.where == (("life_science", ("true",)),)
    assert measure.by is None
