"""The site's settings for tests: a home of its own, quick passwords, static files as they lie."""

import atexit
import os
import pathlib
import shutil
import tempfile

# One home a process, so that tests side by side do not meet; nothing of the person who runs them.
os.environ["KIEM_HOME"] = tempfile.mkdtemp(prefix="kiem-tests-")
# Where the collected files would lie; the server of static files wants to see it.
(pathlib.Path(os.environ["KIEM_HOME"]) / "static").mkdir()
atexit.register(shutil.rmtree, os.environ["KIEM_HOME"], ignore_errors=True)
for _name in {name for name in os.environ if name.startswith("KIEM_")} - {"KIEM_HOME", "KIEM_DATABASE_URL"}:
    if _name not in {"KIEM_SHARED", "KIEM_WITHOUT_SHARED"}:
        del os.environ[_name]

from kiem.web.settings import *  # noqa: E402, F403 - the site's own settings, in the house that was just named

SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A page is made each time, so that its queries can be counted; tests/web/test_kept.py puts the keeping of pages back.
MIDDLEWARE = [name for name in MIDDLEWARE if name != "kiem.web.kept.KeptPagesMiddleware"]  # noqa: F405
