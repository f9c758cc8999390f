"""Files of rows: what is written is read again in every form, and what cannot be read is told in a line."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.cli.tables import FORMS, TableProblem, columns_of, refuse_target, write_rows

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=5)
ROWS = st.lists(st.tuples(TEXT, TEXT), max_size=4)


@pytest.mark.parametrize("form", FORMS)
@given(rows=ROWS)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, form: str, rows: list[tuple[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("rows") / f"rows{form}"
    assert write_rows(file, ("id", "text"), rows) == len(rows)
    found = columns_of(file, ("id", "text"), ("city",))
    assert list(zip(found["id"], found["text"], strict=True)) == rows
    assert found["city"] == [""] * len(rows)
    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("form", [".csv.gz", ".jsonl.gz", ".parquet"])
def test_the_same_rows_are_the_same_bytes(tmp_path: Path, form: str) -> None:
    one, other = tmp_path / f"one{form}", tmp_path / f"other{form}"
    for file in (one, other):
        write_rows(file, ("id", "score"), [("a", 0.5), ("b", None)])
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"id,text\n", "its form is not known by its name; use one of .csv, .csv.gz, .jsonl"),
        ("a.csv", b"id,name\n1,x\n", "there is no column text; it needs id, text."),
        ("a.csv", b"id,name\n", "there is no column text; it needs id, text."),
        ("a.csv", b"", "there is no column id, text; it needs id, text."),
        ("a.jsonl", b'{"id": 1}\n', "there is no column text; it needs id, text."),
        ("a.csv", b"id,text\n1,x,y\n", "it cannot be read as .csv (line 2 has more cells than the header)"),
        ("a.csv", b'id,text\n1,"x\n', "it cannot be read as .csv (unexpected end of data)"),
        ("a.csv", b"id,text\n1,\xff\n", "it cannot be read as .csv ('utf-8' codec can't decode byte 0xff"),
        ("a.jsonl", b'{"id": 1', "it cannot be read as .jsonl (Expecting"),
        ("a.jsonl", b"[1]\n", "it cannot be read as .jsonl (line 1 is no JSON object)"),
        ("a.csv.gz", b"plain", "it cannot be read as .csv.gz (Not a gzipped file"),
        ("a.jsonl.gz", gzip.compress(b"x" * 500, mtime=0)[:20], "it cannot be read as .jsonl.gz"),
        ("a.parquet", b"PAR?", "it cannot be read as .parquet"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TableProblem) as problem:
        columns_of(tmp_path / name, ("id", "text"))
    assert str(problem.value).startswith(f"{tmp_path / name}: {told}")
    assert len(str(problem.value).splitlines()) == 1


def test_where_nothing_can_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    read = tmp_path / "read.csv"
    (tmp_path / "folder.csv").mkdir()
    for file, told in (
        (tmp_path / "x" / ".." / "read.csv", "what is read would be written over"),
        (tmp_path / "nowhere" / "out.csv", f"there is no folder {tmp_path / 'nowhere'}"),
        (tmp_path / "folder.csv", "it is a folder"),
        (tmp_path / "out.txt", "its form is not known"),
    ):
        with pytest.raises(TableProblem, match=told):
            refuse_target(file, read)
    refuse_target(tmp_path / "out.csv", read)


def test_what_fails_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    write_rows(file, ("id",), [("1",)])

    def half() -> list[tuple[str]]:
        message = "stopped"
        raise KeyboardInterrupt(message)

    with pytest.raises(KeyboardInterrupt):
        write_rows(file, ("id",), (row for turn in (1, 2) for row in ([("2",)] if turn == 1 else half())))
    assert file.read_text(encoding="utf-8") == "id\n1\n"
    assert [one.name for one in tmp_path.iterdir()] == ["rows.csv"]


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    for form in (".csv", ".parquet"):
        write_rows(tmp_path / f"rows{form}", ("id", "text"), [])
        assert columns_of(tmp_path / f"rows{form}", ("id", "text")) == {"id": [], "text": []}
