"""A file that is cut off, damaged or not what it should be is said in one line, and nothing is half-read."""

import gzip
import zipfile
from pathlib import Path

import pytest

from kiem.flow.engine import Engine
from kiem.flow.sources import InputProblem, SourceInput
from tests.flow.sources.reading import read, written, zipped

SOURCES = Path(__file__).resolve().parents[3] / "kiem" / "flow" / "sources"
FLATTENED = SOURCES / "cordis" / "sample" / "in-flattened"
CSV = SOURCES / "cordis" / "sample" / "in-csv.zip"
ROR_LINES = SOURCES / "ror" / "sample" / "in-lines" / "ror-example.jsonl"
ROR_ARRAY = SOURCES / "ror" / "sample" / "in-array" / "ror-example_schema_v2.json"


def one_line(problem: pytest.ExceptionInfo[InputProblem]) -> str:
    said = str(problem.value)
    assert "\n" not in said
    return said


def gzipped(file: Path, cut: int = 0) -> bytes:
    packed = gzip.compress(file.read_bytes(), mtime=0)
    return packed[: len(packed) - cut]


def test_gzipped_files_are_read_like_plain_ones(engine: Engine, tmp_path: Path) -> None:
    plain = read(engine, "cordis", FLATTENED)
    files = {f"{file.name}.gz": gzipped(file) for file in FLATTENED.iterdir()}
    packed = read(engine, "cordis", written(tmp_path / "packed", files))
    assert packed.said() == plain.said()
    assert packed.rows == plain.rows


@pytest.mark.parametrize("name", ["participations.csv", "projects.jsonl"])
def test_a_gzip_that_is_cut_off_is_said_in_one_line(engine: Engine, tmp_path: Path, name: str) -> None:
    files = {file.name: file.read_bytes() for file in FLATTENED.iterdir() if file.name != name}
    folder = written(tmp_path / "cut", {**files, f"{name}.gz": gzipped(FLATTENED / name, cut=40)})
    with pytest.raises(InputProblem) as problem:
        read(engine, "cordis", folder)
    assert f"{name}.gz is cut off or damaged" in one_line(problem)
    assert "download it again" in one_line(problem)


@pytest.mark.parametrize("file", [ROR_LINES, ROR_ARRAY], ids=["lines", "array"])
def test_a_ror_dump_that_is_cut_off_is_said_in_one_line(engine: Engine, tmp_path: Path, file: Path) -> None:
    folder = written(tmp_path / "cut", {f"{file.name}.gz": gzipped(file, cut=60)})
    with pytest.raises(InputProblem) as problem:
        read(engine, "ror", folder)
    assert file.name in one_line(problem)


def test_an_array_that_ends_too_early_is_said_in_one_line(engine: Engine, tmp_path: Path) -> None:
    folder = written(tmp_path / "cut", {"dump.json": ROR_ARRAY.read_bytes()[:-200]})
    with pytest.raises(InputProblem) as problem:
        read(engine, "ror", folder)
    assert "dump.json is not JSON that can be read" in one_line(problem)


def test_a_gzipped_array_is_read_like_a_plain_one(engine: Engine, tmp_path: Path) -> None:
    packed = read(engine, "ror", written(tmp_path / "packed", {"dump.json.gz": gzipped(ROR_ARRAY)}))
    assert packed.said() == read(engine, "ror", ROR_ARRAY).said()


def test_a_json_file_that_holds_lines_is_read_by_line(engine: Engine, tmp_path: Path) -> None:
    singly = read(engine, "ror", written(tmp_path / "lines", {"dump.json": ROR_LINES.read_bytes()}))
    assert singly.said() == read(engine, "ror", ROR_LINES).said()
    assert singly.rows == 9


@pytest.mark.parametrize("source", ["ror", "cordis"])
def test_something_else_named_zip_is_said_in_one_line(engine: Engine, tmp_path: Path, source: str) -> None:
    with pytest.raises(InputProblem) as problem:
        read(engine, source, written(tmp_path / "odd", {"export.zip": b"not a zip"}))
    assert "export.zip is cut off or damaged" in one_line(problem)


def damaged(folder: Path, target: Path) -> None:
    """Zip the folder, then spoil bytes in the middle of the first member, so that only unpacking finds out."""
    spoiled = bytearray(zipped(folder, target).read_bytes())
    with zipfile.ZipFile(target) as opened:
        first = opened.infolist()[0]
    start = first.header_offset + 30 + len(first.filename)
    spoiled[start + 20 : start + 40] = bytes(20)
    target.write_bytes(spoiled)


@pytest.mark.parametrize(
    ("source", "form"), [("cordis", "in-csv.zip"), ("cordis", "in-xml.zip"), ("ror", "in-dump.zip")]
)
def test_a_zip_with_a_spoiled_member_is_said_in_one_line(
    engine: Engine, tmp_path: Path, source: str, form: str
) -> None:
    damaged(SOURCES / source / "sample" / form, tmp_path / "spoiled.zip")
    with pytest.raises(InputProblem) as problem:
        read(engine, source, tmp_path / "spoiled.zip")
    assert "is cut off or damaged" in one_line(problem)


def test_a_zip_under_a_password_is_said_in_one_line(engine: Engine, tmp_path: Path) -> None:
    target = zipped(CSV, tmp_path / "locked.zip")
    locked = target.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    target.write_bytes(locked.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00"))
    with pytest.raises(InputProblem) as problem:
        read(engine, "cordis", target)
    assert "is cut off or damaged" in one_line(problem)


def test_a_folder_that_is_not_there_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"does not exist; give .* --source ror=PATH"):
        SourceInput.at("ror", tmp_path / "nowhere", tmp_path)


@pytest.mark.parametrize("files", [{}, {"empty.json": b""}, {".hidden.json": b"[]"}], ids=["none", "empty", "hidden"])
def test_a_folder_without_data_names_the_remedy(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(InputProblem, match="holds no data; give"):
        SourceInput.at("ror", written(tmp_path / "bare", files), tmp_path)


def test_files_that_are_no_dump_are_said_to_be_none(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"no readable record with a date in notes\.txt"):
        read(engine, "ror", written(tmp_path / "notes", {"notes.txt": "hello"}))


def test_a_dump_whose_records_have_no_date_does_not_get_one(engine: Engine, tmp_path: Path) -> None:
    record = '{"id":"https://ror.org/0example1","status":"active","names":[{"value":"A","types":["ror_display"]}]}'
    with pytest.raises(InputProblem, match="no readable record with a date"):
        read(engine, "ror", written(tmp_path / "dateless", {"dump.jsonl": record}))


def test_a_part_of_an_export_is_not_taken_for_the_whole(engine: Engine) -> None:
    with pytest.raises(InputProblem, match=r"no whole export among projects\.jsonl"):
        read(engine, "cordis", FLATTENED / "projects.jsonl")


def test_two_forms_of_an_export_at_once_stop_the_run(engine: Engine, tmp_path: Path) -> None:
    both = {file.name: file.read_bytes() for folder in (FLATTENED, CSV) for file in folder.iterdir()}
    with pytest.raises(InputProblem, match="more than one form of the export"):
        read(engine, "cordis", written(tmp_path / "both", both))


def test_an_export_without_a_readable_project_has_no_day_to_speak_for(engine: Engine, tmp_path: Path) -> None:
    files = {"participations.csv": (FLATTENED / "participations.csv").read_bytes(), "projects.jsonl": b"{}\n"}
    with pytest.raises(InputProblem, match="no readable project with an update date"):
        read(engine, "cordis", written(tmp_path / "bare", files))


@pytest.mark.parametrize("name", ["participations.csv", "organization.csv", "project.csv", "topics.csv"])
def test_a_column_that_is_missing_is_named(engine: Engine, tmp_path: Path, name: str) -> None:
    folder = FLATTENED if name == "participations.csv" else CSV
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    files[name] = files[name].replace(b"project_id", b"x").replace(b"projectID", b"x").replace(b'"id"', b'"x"')
    with pytest.raises(InputProblem, match=f"{name} has no column (project_id|projectID|id)"):
        read(engine, "cordis", written(tmp_path / "odd", files))


def test_a_header_that_is_no_csv_is_a_missing_column(engine: Engine, tmp_path: Path) -> None:
    files = {"projects.jsonl": b"{}", "participations.csv": b'"project_id"x,y\n'}
    with pytest.raises(InputProblem, match="has no column project_id"):
        read(engine, "cordis", written(tmp_path / "odd", files))


def test_the_fingerprint_changes_with_a_name_or_a_byte(tmp_path: Path) -> None:
    folders = [{"a.json": b"[]"}, {"b.json": b"[]"}, {"a.json": b"[ ]"}]
    inputs = [SourceInput.at("ror", written(tmp_path / str(n), files), tmp_path) for n, files in enumerate(folders)]
    assert len({given.fingerprint() for given in inputs}) == 3
    assert inputs[0].fingerprint() == SourceInput.at("ror", tmp_path / "0" / "a.json", tmp_path).fingerprint()
