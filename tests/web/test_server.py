"""The house's own server, as a process: it brings a fresh house up to date and answers."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from kiem.web.server import STAMP
from tests.conftest import HOUSE

PROGRAM = "import sys; from kiem.web.server import serve; serve('127.0.0.1', int(sys.argv[1]), 1)"
PATIENCE = 60


@contextmanager
def served(home: Path) -> Iterator[tuple[HTTPConnection, subprocess.Popen[str]]]:
    """Serve the house at a free port until the block is left."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KIEM_", "DJANGO_"))}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port)],
        cwd=HOUSE,
        env={**environment, "KIEM_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    try:
        wait_for(port)
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            yield connection, process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def wait_for(port: int, *, there: bool = True) -> None:
    """Wait until somebody listens, or nobody does any more."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as knock:
            if (knock.connect_ex(("127.0.0.1", port)) == 0) is there:
                return
        time.sleep(0.1)
    pytest.fail("the server did not come up" if there else "the server is still there")


def ask(connection: HTTPConnection, where: str) -> tuple[int, dict[str, str], bytes]:
    """Ask for an address; returns status, headers in small letters, body."""
    connection.request("GET", where)
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that nobody lived in before this module."""
    return tmp_path_factory.mktemp("house")


def test_a_fresh_house_is_brought_up_to_date_and_answers(house: Path) -> None:
    with served(house) as (connection, process):
        status, _, health = ask(connection, "/healthz")
        _, headers, page = ask(connection, "/style")
        sheet = re.search(r'href="(/static/ui/kiem\.[0-9a-f]+\.css)"', page.decode())
        assert sheet is not None
        style_status, style_headers, _ = ask(connection, sheet[1])
        process.terminate()
        told = process.stderr.readline() if process.stderr else ""

    assert (status, health) == (200, b'{"status": "ok"}')
    assert "content-security-policy" in headers
    assert style_status == 200
    assert "immutable" in style_headers["cache-control"]
    assert told.startswith("Kiem answers at http://127.0.0.1:")


def test_files_are_collected_again_only_when_one_of_them_changed(house: Path) -> None:
    stamp = house / "static" / STAMP
    with served(house):
        first = stamp.stat().st_mtime_ns
    with served(house) as (connection, _):
        assert ask(connection, "/healthz")[0] == 200
    assert stamp.stat().st_mtime_ns == first


def test_ctrl_c_which_every_process_hears_stops_the_server_without_waiting_for_it(house: Path) -> None:
    with served(house) as (connection, process):
        assert ask(connection, "/healthz")[0] == 200
        connection.close()
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=PATIENCE)
        told = process.stderr.read() if process.stderr else ""
    assert process.returncode == 0
    assert "refused to gracefully stop" not in told


def test_signals_one_upon_the_other_stop_the_server(house: Path) -> None:
    with served(house) as (connection, process):
        assert ask(connection, "/healthz")[0] == 200
        connection.close()
        for _ in range(200):
            process.terminate()
            time.sleep(0.0005)
        # Python forgets its handlers when all is done: what comes then ends the process itself.
        assert process.wait(timeout=PATIENCE) in {0, -signal.SIGTERM}


def test_workers_end_with_a_parent_that_is_killed(house: Path) -> None:
    with served(house) as (connection, process):
        port = connection.port
        assert ask(connection, "/healthz")[0] == 200
        connection.close()
        process.kill()
        process.wait(timeout=PATIENCE)
        wait_for(port, there=False)
