"""A backup comes back as it was, or not at all."""

import json
import shutil
from pathlib import Path

import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from kiem.foundation.accounts.models import User
from kiem.web.backup import Account, BackupProblem, is_cut_off, make_backup
from tests.web.backup.conftest import STAMP, House
from tests.web.backup.databases import ON_POSTGRES

# It has databases of its own, so no fixture tells that it belongs to the database suite.
pytestmark = pytest.mark.database

PEOPLE = ["ada@example.org", "bob@example.org"]


def test_what_comes_back_is_what_there_was(house: House, empty: House, tmp_path: Path) -> None:
    made = house.back_up(tmp_path / "backup")
    restored = empty.restore(tmp_path / "backup")
    assert restored == made
    assert empty.files() == house.files()
    assert empty.people() == PEOPLE
    assert (empty.home / "secret").stat().st_mode & 0o777 == 0o600
    assert not (empty.home / f"before-{STAMP}").exists()


def test_a_backup_of_what_came_back_is_the_same_backup(house: House, empty: House, tmp_path: Path) -> None:
    house.back_up(tmp_path / "first")
    empty.restore(tmp_path / "first")
    again = empty.back_up(tmp_path / "second")
    first = Account.read(tmp_path / "first")
    assert (again.database, again.release) == (first.database, first.release)
    assert {name: entry for name, entry in again.files.items() if "sqlite3" not in name} == {
        name: entry for name, entry in first.files.items() if "sqlite3" not in name
    }


def test_rows_added_after_a_restore_get_numbers_of_their_own(house: House, empty: House, tmp_path: Path) -> None:
    house.back_up(tmp_path / "backup")
    empty.restore(tmp_path / "backup")
    User.objects.using("empty").create(email="cyd@example.org")
    assert empty.people() == [*PEOPLE, "cyd@example.org"]


def test_a_backup_leaves_out_what_is_made_again(house: House, tmp_path: Path) -> None:
    for name in ("work/scratch/a", "static/b", "snapshots/ror.reading/c", "before-1/d"):
        (house.home / name).parent.mkdir(parents=True, exist_ok=True)
        (house.home / name).write_text("made again")
    names = " ".join(house.back_up(tmp_path / "backup").files)
    assert not any(word in names for word in ("scratch", "static/", ".reading", "before-1", "build.lock"))
    assert "home/releases/0002/manifest.json" in names
    assert "home/media/mark é.svg" in names


def test_a_backup_is_for_its_owner_only(house: House, tmp_path: Path) -> None:
    house.back_up(tmp_path / "backup")
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("inside", [True, False])
def test_a_folder_that_will_not_do_is_refused(house: House, tmp_path: Path, inside: bool) -> None:
    target = house.home / "backup" if inside else tmp_path / "taken"
    if not inside:
        target.mkdir()
        (target / "mine").write_text("mine")
    with pytest.raises(BackupProblem, match=f"{target}: .*name a folder"):
        house.back_up(target)
    assert list(tmp_path.glob(".*.part")) == []


def test_a_home_in_use_is_not_replaced_unasked(house: House, tmp_path: Path) -> None:
    house.back_up(tmp_path / "backup")
    before = house.files()
    with pytest.raises(BackupProblem, match="is not empty; give --force"):
        house.restore(tmp_path / "backup")
    assert house.files() == before


def test_what_was_there_is_kept_aside(house: House, tmp_path: Path) -> None:
    house.back_up(tmp_path / "backup")
    (house.home / "judgements.csv").write_text("written after the backup\n")
    User.objects.using("house").create(email="cyd@example.org")
    house.restore(tmp_path / "backup", force=True)
    aside = house.home / f"before-{STAMP}"
    assert (aside / "judgements.csv").read_text() == "written after the backup\n"
    assert (house.home / "judgements.csv").read_text() == "left,right\n"
    assert house.people() == PEOPLE
    assert people_set_aside(house, aside) == 3


def people_set_aside(house: House, aside: Path) -> int:
    """Count the people in the database as it was before the restore."""
    table = User._meta.db_table
    with connections[house.alias].cursor() as cursor:
        if ON_POSTGRES:
            cursor.execute(f'SELECT count(*) FROM "{aside.name}"."{table}"')
        else:
            cursor.execute("ATTACH %s AS aside", [str(aside / "kiem.sqlite3")])
            cursor.execute(f"SELECT count(*) FROM aside.{table}")
        return int(cursor.fetchone()[0])


def damaged(folder: Path) -> list[Path]:
    """Return one file of each sort in a backup."""
    wanted = ("home/releases/0002/manifest.json", "home/secret", "manifest.json", "manifest.sha256")
    return [
        *sorted((folder / "database").iterdir(), key=lambda file: -file.stat().st_size)[:1],
        *map(folder.joinpath, wanted),
    ]


@pytest.mark.parametrize("which", range(5))
@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_backup_is_refused_by_name(house: House, empty: House, tmp_path: Path, which: int, how: str) -> None:
    house.back_up(tmp_path / "backup")
    file = damaged(tmp_path / "backup")[which]
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content if how == "flipped" else content[:-1]) if how != "gone" else file.unlink()
    before = empty.files()
    with pytest.raises(BackupProblem) as refused:
        empty.restore(tmp_path / "backup")
    said = str(refused.value)
    assert file.name in said
    assert "\n" not in said
    assert empty.files() == before
    assert not any(path.is_file() for path in empty.home.rglob("*") if path.name != "build.lock")


class Stopped(BaseException):
    """What a killed process feels like from the inside."""


@pytest.mark.parametrize("step", range(8))
def test_a_restore_that_stops_leaves_the_old_house(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    house.back_up(tmp_path / "backup")
    (house.home / "judgements.csv").write_text("written after the backup\n")
    before, rename = house.files(), Path.rename
    done: list[Path] = []

    def cut_off(self: Path, target: Path) -> Path:
        if len(done) == step:
            raise Stopped
        done.append(target)
        return rename(self, target)

    # Nothing tidies up after a kill, so nothing may here.
    monkeypatch.setattr("kiem.web.backup.switch.take_back", lambda _home: False)
    monkeypatch.setattr(Path, "rename", cut_off)
    with pytest.raises(Stopped):
        house.restore(tmp_path / "backup", force=True)
    monkeypatch.undo()

    assert is_cut_off(house.home)
    with pytest.raises(BackupProblem, match="give --force"):
        house.restore(tmp_path / "backup")
    assert not is_cut_off(house.home)
    assert house.files() == before
    assert house.people() == PEOPLE


def test_a_restore_that_fails_at_the_last_step_takes_everything_back(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.back_up(tmp_path / "backup")
    before = house.files()

    def failing(*_: object) -> None:
        raise Stopped

    monkeypatch.setattr("kiem.web.backup.restoring.Restore._change_tables", failing)
    with pytest.raises(Stopped):
        house.restore(tmp_path / "backup", force=True)
    assert house.files() == before
    assert house.people() == PEOPLE


@pytest.mark.parametrize("step", ["Copying the database", "Copying 4", "Copied"])
def test_a_backup_that_stops_is_not_there(house: House, tmp_path: Path, step: str) -> None:
    def tell(line: str) -> None:
        if line.startswith(step[:8]):
            raise Stopped

    with pytest.raises(Stopped):
        make_backup(tmp_path / "backup", house.home, "now", tell, house.alias)
    assert not (tmp_path / "backup").exists()
    assert house.back_up(tmp_path / "backup").release == 2


def test_a_backup_of_a_newer_kiem_is_refused(house: House, empty: House, tmp_path: Path) -> None:
    MigrationRecorder(connections["house"]).record_applied("accounts", "9999_from_the_future")
    house.back_up(tmp_path / "backup")
    with pytest.raises(BackupProblem, match=r"accounts\.9999_from_the_future is unknown here"):
        empty.restore(tmp_path / "backup")


def test_a_backup_of_another_kind_of_database_is_refused(house: House, empty: House, tmp_path: Path) -> None:
    house.back_up(tmp_path / "backup")
    made = Account.read(tmp_path / "backup")
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "backup", other)
    told = json.loads((other / "manifest.json").read_text())
    told["database"]["kind"] = "oracle"
    (other / "manifest.json").write_text(json.dumps(told))
    assert made.database
    with pytest.raises(BackupProblem, match="seal"):
        empty.restore(other)


def test_a_folder_that_is_no_backup_is_refused(empty: House, tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="is no whole backup"):
        empty.restore(tmp_path)
