"""CORDIS in its published forms, older headers, and what a form may do wrong."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiem.flow.engine import Engine
from tests.flow.sources.reading import Read, read, written, zipped

SAMPLE = Path(__file__).resolve().parents[3] / "kiem" / "flow" / "sources" / "cordis" / "sample"
FLATTENED, CSV, XML = (SAMPLE / name for name in ("in-flattened", "in-csv.zip", "in-xml.zip"))
PROJECT = "cordis:900000001"


def changed(folder: Path, form: Path, **files: bytes | None) -> Path:
    """Copy a form of the sample with some files (named without their ending) replaced or left out."""
    kept = {file.name: files.get(file.stem, file.read_bytes()) for file in form.rglob("*") if file.is_file()}
    return written(folder, {name: content for name, content in kept.items() if content is not None})


def project_csv(header: str, row: str) -> bytes:
    return f"{header}\n{row}\n".encode()


def test_the_files_of_a_zip_may_lie_unpacked(engine: Engine, tmp_path: Path) -> None:
    packed = read(engine, "cordis", zipped(CSV, tmp_path / "cordis-HORIZONprojects-csv.zip"))
    assert read(engine, "cordis", changed(tmp_path / "csv", CSV)).said() == packed.said()
    assert read(engine, "cordis", changed(tmp_path / "xml", XML)).said() == packed.said()


def test_the_publishers_own_names_of_the_files_are_known(engine: Engine, tmp_path: Path) -> None:
    folder = changed(tmp_path / "csv", CSV)
    (folder / "legalbasis.csv").rename(folder / "legalBasis.csv")
    (folder / "euroscivoc.csv").rename(folder / "euroSciVoc.csv")
    found = read(engine, "cordis", folder)
    assert found.values(PROJECT, "field") == ["/natural sciences/biology"]
    assert len(found.values(PROJECT, "programme")) == 2


def test_without_files_of_topics_and_legal_basis_the_codes_in_the_projects_are_taken(
    engine: Engine, tmp_path: Path
) -> None:
    found = read(engine, "cordis", changed(tmp_path / "csv", CSV, topics=None, legalbasis=None, euroscivoc=None))
    assert found.values(PROJECT, "topic") == ["EXAMPLE-2021-CALL-01"]
    assert found.values(PROJECT, "programme") == ["EXAMPLE.2.1"]
    assert found.values(PROJECT, "field") == []
    assert found.rows == found.claimed + len(found.refused)


def test_an_older_header_in_another_order_is_read_by_name(engine: Engine, tmp_path: Path) -> None:
    older = project_csv("contentUpdateDate;title;id", "2020-01-01 00:00:00;An older example;900000001")
    found = read(engine, "cordis", changed(tmp_path / "csv", CSV, project=older))
    assert found.date == "2020-01-01"
    assert found.values(PROJECT, "name") == ["An older example"]
    assert found.values(PROJECT, "acronym_title") == []


@pytest.mark.parametrize(
    ("written_as", "read_as"), [("750000,5", "750000.5000"), ("750000.50", "750000.5000"), ("0", "0.0000"), ("", "")]
)
def test_an_amount_may_have_a_point_or_a_comma(engine: Engine, tmp_path: Path, written_as: str, read_as: str) -> None:
    participants = (CSV / "organization.csv").read_bytes().replace(b"750000,5", written_as.encode())
    found = read(engine, "cordis", changed(tmp_path / "csv", CSV, organization=participants))
    [part] = [c for c in found.claims if c["about"] == "pic:000000001" and c["property"] == "participates_in"]
    assert (part["number"], part["unit"]) == (read_as, "EUR" if read_as else "")


@pytest.mark.parametrize("amount", ["1.234,56", "1,234,567", "12 000", "1e99", "NaN"])
def test_an_amount_that_could_be_two_numbers_is_none(engine: Engine, tmp_path: Path, amount: str) -> None:
    participants = (CSV / "organization.csv").read_bytes().replace(b"750000,5", amount.encode())
    found = read(engine, "cordis", changed(tmp_path / "csv", CSV, organization=participants))
    assert ("organization.csv", "2", "EU contribution is not a number") in found.reasons()


@pytest.mark.parametrize("column", ["totalCost", "ecMaxContribution", "startDate", "endDate", "ecSignatureDate"])
def test_a_project_with_an_unreadable_number_or_day_is_set_apart(engine: Engine, tmp_path: Path, column: str) -> None:
    rows = "2025-01-01;Good;900000001;\n2025-01-01;Bad;900000002;soon"
    found = read(
        engine,
        "cordis",
        changed(tmp_path / "csv", CSV, project=project_csv(f"contentUpdateDate;title;id;{column}", rows)),
    )
    assert [line for file, line, _ in found.reasons() if file == "project.csv"] == ["3"]


@pytest.mark.parametrize(("written", "read_as"), [("0", []), ("0.00", []), ("12,5", ["12.5000"])])
def test_a_total_cost_of_nought_is_none_stated(
    engine: Engine, tmp_path: Path, written: str, read_as: list[str]
) -> None:
    rows = f"2025-01-01;Good;900000001;{written}"
    project = project_csv("contentUpdateDate;title;id;totalCost", rows)
    found = read(engine, "cordis", changed(tmp_path / "csv", CSV, project=project))
    assert [c["number"] for c in found.claims if c["property"] == "total_cost"] == read_as


def test_coordinates_off_the_earth_are_no_coordinates(engine: Engine, tmp_path: Path) -> None:
    participants = (CSV / "organization.csv").read_bytes().replace(b"51.05432109,3.7167", b"91,3.7167")
    found = read(engine, "cordis", changed(tmp_path / "csv", CSV, organization=participants))
    assert found.values("pic:000000001", "latitude") == []
    assert found.values("pic:000000001", "longitude") == ["3.7167"]


@pytest.mark.parametrize(
    ("towns", "regions", "is_one_place"),
    [(11, 1, True), (12, 1, False), (5, 4, True), (5, 5, False), (4, 4, True)],
)
def test_one_point_for_towns_all_over_a_country_is_no_place(
    engine: Engine, tmp_path: Path, towns: int, regions: int, is_one_place: bool
) -> None:
    first, row = (CSV / "organization.csv").read_text().splitlines()[:2]
    rows = [
        row.replace('"000000001"', f'"{turn:09}"')
        .replace("GENT", f"Town {chr(65 + turn)}, {turn}")
        .replace("BE234", f"BE{10 + turn % regions}1")
        for turn in range(towns)
    ]
    participants = "\n".join([first, *rows, ""]).encode()
    found = read(engine, "cordis", changed(tmp_path / "csv", CSV, organization=participants))
    assert len(found.values("pic:000000002", "city")) == 1
    assert found.values("pic:000000002", "latitude") == (["51.0543"] if is_one_place else [])
    assert found.values("pic:000000002", "longitude") == (["3.7167"] if is_one_place else [])


def test_a_vat_number_that_fails_its_check_is_no_enterprise_number(engine: Engine, tmp_path: Path) -> None:
    participants = (CSV / "organization.csv").read_bytes().replace(b"BE0000000097", b"BE0000000098")
    found = read(engine, "cordis", changed(tmp_path / "csv", CSV, organization=participants))
    assert sorted(found.values("pic:000000001", "identifier")) == ["pic:000000001", "vat:BE0000000098"]


def test_odd_json_is_not_read_as_words(engine: Engine, tmp_path: Path) -> None:
    odd = (
        b'{"id": 900000001, "title": "Odd", "lastUpdateDate": "2025-01-01", "acronym": ["no"], "calls": "no", '
        b'"topics": [1, {"code": "T"}], "legalBasis": {"code": "no"}, "fundingScheme": [1], "objective": null}\n'
    )
    found = read(engine, "cordis", changed(tmp_path / "flat", FLATTENED, projects=odd))
    told = {c["property"]: c["value"] for c in found.claims if c["about"] == PROJECT}
    assert told == {"name": "Odd", "identifier": PROJECT, "topic": "T"}


def test_a_document_type_cannot_reach_another_file(engine: Engine, tmp_path: Path) -> None:
    secret = written(tmp_path / "secret", {"words.txt": "secret words"}) / "words.txt"
    reaching = (
        f'<!DOCTYPE project [<!ENTITY x SYSTEM "file://{secret}">]>'
        "<project><id>900000007</id><title>&x;</title></project>"
    )
    folder = changed(tmp_path / "xml", XML)
    found = read(engine, "cordis", written(folder, {"project-7.xml": reaching, "project-8.xml": "\ufeff<project/>"}))
    assert ("project-7.xml", "1", "has a document type") in found.reasons()
    assert ("project-8.xml", "1", "no project number") in found.reasons()
    assert "secret words" not in str(found)


def shuffled(file: Path, order: list[int]) -> bytes:
    header, *rows = file.read_bytes().splitlines(keepends=True)
    return header + b"".join(rows[place] for place in order if place < len(rows))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(8)))
def test_the_order_of_rows_does_not_matter(
    desk: Engine, tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("shuffled")
    files = {name: shuffled(FLATTENED / f"{name}.csv", order) for name in ("participations",)}
    lines = (FLATTENED / "projects.jsonl").read_bytes().splitlines(keepends=True)
    mixed = changed(folder / "in", FLATTENED, **files, projects=b"".join(lines[at] for at in order if at < len(lines)))
    assert read(desk, "cordis", mixed).said() == read(desk, "cordis", FLATTENED).said()


def facts_of(found: Read, about: str) -> set[str]:
    return {c["property"] for c in found.claims if c["about"] == about}


def test_a_participant_without_a_vat_number_or_a_place_says_nothing_of_them(engine: Engine) -> None:
    found = read(engine, "cordis", FLATTENED)
    assert facts_of(found, "pic:000000003") == {"name", "identifier", "type", "city", "country", "participates_in"}
