"""Work beside the build ends with it, and its failure is the build's."""

import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from kiem.flow.releases import Helpers, cleared, side, side_by_side


def write(file: Path) -> str:
    file.touch()
    return file.name


def write_by(file: Path) -> None:
    file.write_text(str(os.getpid()))


def move(file: Path, target: Path) -> None:
    file.rename(target)


def fail(folder: Path) -> str:
    message = f"no room in {folder.name}"
    raise OSError(message)


@pytest.mark.parametrize("most", [1, None])
def test_what_jobs_give_comes_in_their_order(tmp_path: Path, most: int | None) -> None:
    assert side_by_side([partial(write, tmp_path / "one"), partial(write, tmp_path / "two")], most) == ["one", "two"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_a_job_that_fails_raises_its_error_here_when_the_others_are_done(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no room in"):
        side_by_side([partial(fail, tmp_path), partial(write, tmp_path / "one")])
    assert (tmp_path / "one").exists()


def test_helpers_do_the_jobs_while_this_process_does_its_own(tmp_path: Path) -> None:
    jobs = [partial(write_by, tmp_path / name) for name in ("one", "two")]
    with Helpers(2) as helpers:
        helpers.share(jobs, partial(write_by, tmp_path / "own"))
    wrote = {file.name: int(file.read_text()) for file in tmp_path.iterdir()}
    assert wrote.keys() == {"one", "two", "own"}
    assert [name for name, process in wrote.items() if process == os.getpid()] == ["own"]


def test_what_is_begun_has_ended_before_what_is_shared_begins(tmp_path: Path) -> None:
    with Helpers(2) as helpers:
        helpers.start()
        helpers.start()
        helpers.begin(partial(write_by, tmp_path / "one"))
        helpers.share([partial(move, tmp_path / "one", tmp_path / "two")], partial(write, tmp_path / "own"))
    assert {file.name for file in tmp_path.iterdir()} == {"two", "own"}


def test_what_was_begun_and_failed_is_raised_before_anything_is_shared(tmp_path: Path) -> None:
    with Helpers(1) as helpers:
        helpers.begin(partial(fail, tmp_path))
        with pytest.raises(OSError, match="no room in"):
            helpers.share([partial(write, tmp_path / "one")], partial(write, tmp_path / "two"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fails", ["a helper", "this process"])
def test_what_fails_in_one_place_is_raised_when_the_others_are_done(tmp_path: Path, fails: str) -> None:
    jobs = [partial(fail, tmp_path), partial(write, tmp_path / "one")]
    job, own = jobs if fails == "a helper" else reversed(jobs)
    with pytest.raises(OSError, match="no room in"), Helpers(1) as helpers:
        helpers.share([job], own)
    assert (tmp_path / "one").exists()


def test_a_folder_in_which_something_writes_its_last_is_empty_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "left")
    emptied, turns = shutil.rmtree, iter([False, False, True])

    def empty(folder: Path, *, ignore_errors: bool) -> None:
        if next(turns):
            emptied(folder, ignore_errors)

    monkeypatch.setattr("kiem.flow.releases.side.shutil.rmtree", empty)
    monkeypatch.setattr(side, "MOMENT", 0)
    assert list(cleared(tmp_path).iterdir()) == []


def test_a_folder_that_cannot_be_emptied_is_given_up_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiem.flow.releases.side.shutil.rmtree", lambda *_, **__: None)
    monkeypatch.setattr(side, "MOMENT", 0)
    with pytest.raises(FileExistsError, match="something goes on writing in it; stop that"):
        cleared(tmp_path)
