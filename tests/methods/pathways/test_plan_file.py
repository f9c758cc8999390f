"""Plans of pathways as files: what is read, and what is refused with the file's name."""

from datetime import date
from pathlib import Path

import pytest

from kiem.methods.pathways import Gap, Milestone, PlanProblem, Role, read_plan, read_plans
from kiem.methods.workdays import Term, Unit

WHOLE = """
product: example
reviewed_on: 2026-11-23
leads_to: {may_be_sold: [2]}
steps:
  1: {after: filing, checked: true, winter_stop: true, source: https://example.org/act}
  other/1: {beside: 1, checked: false, role: own, national: true}
  3: {lengthens: 1, checked: false}
  2:
    after: [1, other/1]
    gap: trial
    stop: {working_days: 15, article: Art. 7, checked: false}
    checked: false
"""


def written(tmp_path: Path, text: str, name: str = "example.yml") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_plan_says_all_that_its_file_says(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, WHOLE))
    first, other, longer, last = plan.places

    assert (plan.product, plan.reviewed_on) == ("example", date(2026, 11, 23))
    assert plan.milestones == ((Milestone.MAY_BE_SOLD, ("example/2",)),)
    assert (first.step, first.after, first.has_winter_stop, first.is_checked) == ("example/1", (), True, True)
    assert first.source == "https://example.org/act"
    assert (other.step, other.beside, other.role, other.is_national) == ("other/1", "example/1", Role.OWN, True)
    assert longer.lengthens == "example/1"
    assert (last.after, last.gap) == (("example/1", "other/1"), Gap.TRIAL)
    assert last.stop is not None
    assert (last.stop.term, last.stop.article, last.stop.is_checked) == (Term(15, Unit.WORKING_DAY), "Art. 7", False)


def test_a_folder_gives_its_plans_by_product(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)

    assert list(read_plans(tmp_path)) == ["example"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("product: example", "product: sample", "the file should be sample.yml"),
        ("product: example", "", "'product'"),
        ("2026-11-23", "soon", "write YYYY-MM-DD"),
        ("may_be_sold: [2]", "may_be_sold: [9]", "example/9, which is not among the steps"),
        ("may_be_sold: [2]", "may_be_eaten: [2]", "may_be_eaten"),
        ("after: filing", "after: tomorrow", "should be a list of steps"),
        ("after: filing", "after: [2]", "must be written before it"),
        ("{beside: 1, checked: false, role: own, national: true}", "soon", "list of names with values"),
        ("role: own", "role: odd", "'odd'"),
        ("gap: trial", "gap: lunch", "'lunch'"),
        ("national: true", "nation: true", "'nation', which is no key"),
        ("working_days: 15", "hours: 15", "expected 1"),
        ("working_days: 15", "working_days: 0", "give at least 1"),
        ("steps:", "steps: [", "while parsing"),
    ],
)
def test_a_wrong_plan_is_refused_with_its_file_and_what_is_wrong(tmp_path: Path, old: str, new: str, says: str) -> None:
    file = written(tmp_path, WHOLE.replace(old, new))

    with pytest.raises(PlanProblem) as problem:
        read_plan(file)

    assert str(problem.value).startswith(str(file))
    assert says in str(problem.value)
