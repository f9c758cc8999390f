"""The reference page of the figures: what each one counts, made from its definition."""

from collections.abc import Iterable
from pathlib import Path

from kiem.flow.figures.definition import Definition, Measure, definitions
from kiem.flow.figures.subjects import SUBJECTS, WITH_AMOUNT

HEAD = """# Figures

Made from `instance/figures/*.yml` by `kiem.flow.figures.write_reference`; do not edit by hand.
A figure is one file, named after its id.
`is`, `is_not`, `method`, `title` and `unit` are said as `English | Nederlands | français`.

## The words of a measure

| word | what |
|---|---|
| `count` or `sum` | the subject, see below; only some can be added up |
| `holds` | `on_the_day`: what was there on the day; `up_to_the_day`: all that had begun by it |
| `where` | word: value, or word: [values]; an organisation always has to belong to the ecosystem |
| `known` | words that must be known for a unit to count |
| `by` | the word by which it is grouped |
| `tell` | words of which the unknown are told although they count |

What is unknown of a condition is left out and told, never guessed.
The day, the day of knowledge and the territory are asked of every figure alike.
`good_for` is in days from the newest day of the sources that show what is counted.

## The subjects

| subject | can be added up | words |
|---|---|---|
"""


def reference(listed: Iterable[Definition]) -> str:
    """Return the page, in Markdown."""
    subjects = "".join(
        f"| `{name}` | {'yes' if name in WITH_AMOUNT else 'no'} | {', '.join(subject.columns)} |\n"
        for name, subject in SUBJECTS.items()
    )
    return HEAD + subjects + "\n## The figures\n\n" + "\n".join(_section(definition) for definition in listed)


def write_reference(folder: Path, file: Path) -> None:
    """Write the page of the definitions in the folder to the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(reference(definitions(folder).values()), encoding="utf-8")


def _section(definition: Definition) -> str:
    lines = [
        f"### `{definition.id}`",
        "",
        f"**{definition.title['en']}**, in {definition.unit['en']}. {definition.says['en']}",
        definition.says_not["en"],
        "",
        f"- Measure: {_measure(definition.measure)}",
        f"- Method: {definition.method['en']}",
        f"- Owner: {definition.owner}. Reviewed {definition.reviewed}, next {definition.next_review}.",
        f"- Good for {definition.good_for} days.",
    ]
    if definition.beside:
        lines.append(f"- Beside it: {', '.join(definition.beside)}")
    return "\n".join(lines) + "\n"


def _measure(measure: Measure) -> str:
    parts = [f"{'sum' if measure.is_sum else 'count'} of `{measure.subject}`", measure.holds.replace("_", " ")]
    parts += [f"{word} is {' or '.join(values)}" for word, values in measure.where]
    parts += [f"{word} known" for word in measure.known]
    parts += [f"by {word}" for word in (measure.by,) if word]
    return ", ".join(parts)
