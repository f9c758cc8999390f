"""The reference page says what the definitions say."""

from pathlib import Path

from kiem.flow.figures import definitions, reference, write_reference
from tests.flow.figures.conftest import INSTANCE

PAGE = INSTANCE.parent / "docs" / "reference" / "figures.md"


def test_the_reference_page_is_that_of_todays_definitions(tmp_path: Path) -> None:
    write_reference(INSTANCE / "figures", tmp_path / "reference" / "figures.md")

    assert PAGE.read_text() == (tmp_path / "reference" / "figures.md").read_text(), (
        "run kiem.flow.figures.write_reference"
    )


def test_every_figure_has_its_section_and_every_subject_its_words() -> None:
    text = reference(definitions(INSTANCE / "figures").values())

    assert text.count("### `") == len(list((INSTANCE / "figures").glob("*.yml")))
    assert "| `investment_round` | yes |" in text
