"""The house's own server: the database and the files brought up to date, then granian."""

import hashlib
import os
import signal
import sys
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

__all__ = ["prepare", "serve"]

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.handlers.wsgi import WSGIHandler

TARGET = "kiem.web.wsgi:application"
STAMP = "made-from"
PATIENCE = 10
"""Seconds a worker has to finish its page when the server stops: one told so while it starts does not hear it."""


def serve(host: str, port: int, workers: int) -> None:
    """Serve the site until the process is told to stop; prints the address on standard error.

    Brings the database up to this version first, and the static files where one of them changed. A worker has one
    thread: Django under more threads or under ASGI answered 2.8 to 10 times slower.
    """
    # Here, because the parent of the workers needs neither before, and the command must start quickly.
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server.mp import MPServer  # noqa: PLC0415

    class Server(MPServer):
        """Granian whose parent hears a second signal too.

        Its handler takes the lock that the interrupted wait may hold: a signal in that moment stopped it for ever.
        """

        def signal_handler_interrupt(self, *args: object, **kwargs: object) -> None:
            Thread(target=super().signal_handler_interrupt, daemon=True).start()

    prepare()
    shown = f"[{host}]" if ":" in host else host
    print(f"Kiem answers at http://{shown}:{port}", file=sys.stderr, flush=True)  # noqa: T201 - for the person who started it
    Server(
        target=TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    ).serve(target_loader=_site, wrap_loader=False)


def _site() -> "WSGIHandler":
    """Load the site in a worker.

    Ctrl-C reaches every process of the terminal. A worker that hears it, and then is told to stop by its parent as
    well, may stop neither way (granian 2.8); so only the parent hears it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()
    from kiem.web.wsgi import application  # noqa: PLC0415 - the settings are read in the worker

    return application


def _end_with_parent() -> None:
    """Stop this worker when its parent was killed: it would keep the port."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def prepare() -> None:
    """Bring the database and the static files up to this version; quick where nothing changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiem.web.settings")
    import django  # noqa: PLC0415 - settings are read now and not when the module is imported

    django.setup()
    _migrate()
    _collect()


def _migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings
    from django.db import connection, connections  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    # A worker must not inherit an open connection.
    connections.close_all()


def _collect() -> None:
    from django.conf import settings  # noqa: PLC0415 - needs the settings
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    if settings.DEBUG:
        return
    found = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    seen = _fingerprint(Path(path) for path in found)
    stamp = Path(settings.STATIC_ROOT) / STAMP
    if stamp.is_file() and stamp.read_text() == seen:
        return
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    stamp.write_text(seen)


def _fingerprint(files: "Iterable[Path]") -> str:
    """Return one hash of the files' names, sizes and times: reading them all would cost more than it saves."""
    digest = hashlib.sha256()
    for file in sorted(files):
        seen = file.stat()
        digest.update(f"{file}\0{seen.st_size}\0{seen.st_mtime_ns}\0".encode())
    return digest.hexdigest()
