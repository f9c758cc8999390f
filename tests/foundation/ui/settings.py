"""Settings under which the design system is tested on its own."""

from datetime import date
from types import SimpleNamespace

SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ROOT_URLCONF = "tests.foundation.ui.addresses"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django_htmx",
    "kiem.foundation.ui",
]
MIDDLEWARE = ["django.middleware.locale.LocaleMiddleware", "django.middleware.common.CommonMiddleware"]
STATIC_URL = "/static/"
LANGUAGES = [("en", "English"), ("nl", "Nederlands"), ("fr", "Français")]
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "kiem.foundation.ui.context.page",
            ],
        },
    }
]
INSTANCE = {
    "name": "Example Cluster",
    "short_name": "Example",
    "tagline": {"en": "The life sciences of Farland", "nl": "De levenswetenschappen van Verland"},
    "contact": {"email": "hello@example.org", "address": "1 Example Street, Exampletown"},
}
NAVIGATION = [
    {"label": label, "url_name": name}
    for label, name in (
        ("Ecosystem", "list"),
        ("Discover", "discover"),
        ("Connect", "connect"),
        ("Test", "testbeds"),
        ("Fund", "fund"),
        ("Educate", "educate"),
        ("Press", "press"),
        ("Story", "story"),
        ("Rank", "rank"),
        ("About", "ui:style"),
    )
]
FOOTER = [{"label": "Sources", "url_name": "list"}, {"label": "API", "url_name": "list"}]
SEARCH = {"url_name": "list", "suggestions": "suggestions"}
RELEASE_CARD = "tests.foundation.ui.settings.release_card"


def release_card() -> SimpleNamespace:
    """Stand in for the catalogue's card of the current release."""
    return SimpleNamespace(number=7, date=date(2026, 11, 3))
