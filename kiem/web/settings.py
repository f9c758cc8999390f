"""Django's settings, safe by default: from KIEM_ variables (docs/guides/settings.md) and the instance."""

import os
from datetime import timedelta

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kiem.web.configuration import (
    Environment,
    database,
    kept_secret,
    logging_to_stderr,
    outgoing_mail,
    read_instance,
)
from kiem.web.configuration.environment import HOUSE
from kiem.web.configuration.identity import identity_settings
from kiem.web.configuration.instance import LANGUAGES as SPOKEN
from kiem.web.sections import SECTIONS

ENVIRONMENT = Environment(os.environ)

# The house
KIEM_HOME = ENVIRONMENT.home
KIEM_INSTANCE = ENVIRONMENT.instance
SITE_ADDRESS = ENVIRONMENT.address
DEBUG = ENVIRONMENT.flag("DEBUG")
SECRET_KEY = ENVIRONMENT.text("SECRET_KEY") or kept_secret(KIEM_HOME / "secret")
ALLOWED_HOSTS = ENVIRONMENT.hosts
DATABASES = {"default": database(ENVIRONMENT.text("DATABASE_URL"), KIEM_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING = logging_to_stderr(ENVIRONMENT.text("LOG_LEVEL", "INFO"))
ROOT_URLCONF = "kiem.web.urls"
WSGI_APPLICATION = "kiem.web.wsgi.application"

# The organisation
_instance = read_instance(KIEM_INSTANCE)
INSTANCE = _instance.shown
OUTLINES = ENVIRONMENT.outlines or _instance.outlines
RELEASE_CARD = "kiem.web.release.release_card"
SEARCH = {"url_name": "catalogue:directory", "suggestions": "catalogue:suggestions"}
# A section shows once its page exists; until then the check ui.W001 reminds of it.
NAVIGATION = [
    {"label": _("Ecosystem"), "url_name": "catalogue:directory"},
    {"label": _("Discover"), "url_name": "discover:index"},
    {"label": _("Connect"), "url_name": "connect:index"},
    {"label": _("Test"), "url_name": "testbeds:index"},
    {"label": _("Fund"), "url_name": "fund:index"},
    {"label": _("Press"), "url_name": "press:index"},
    {"label": _("Story"), "url_name": "story:index"},
    {"label": _("Rank"), "url_name": "ranking:index"},
]
# Where the page of a thing stands in the navigation: the way to it is shown above its name.
KIND_SECTIONS = {
    "organisation": "catalogue:directory",
    "project": "discover:index",
    "event": "story:index",
    "instrument": "fund:index",
    "pathway_step": "testbeds:index",
    "published_figure": "press:index",
    "peer": "ranking:index",
}
FOOTER = [
    {"label": _("About this site"), "url_name": "about"},
    {"label": _("Your account"), "url_name": "accounts:overview"},
    {"label": _("How this site looks"), "url_name": "ui:style"},
]

# Words
LANGUAGES = [(code, SPOKEN[code]) for code in _instance.languages]
LANGUAGE_CODE = _instance.languages[0]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [HOUSE / "kiem" / "locale"]
TIME_ZONE = _instance.time_zone
USE_TZ = True

# What is in the house. The look stands first: its error pages and sign-in pages are the ones that show.
INSTALLED_APPS = [
    "kiem.foundation.ui",
    "kiem.foundation.accounts",
    "kiem.foundation.audit",
    # The catalogue and the goals; one line each in sections.py.
    *(section.app for section in SECTIONS),
    # The libraries.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "kiem.foundation.accounts.apps.OfficeConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "kiem.foundation.audit.request.RequestIdMiddleware",
    # Outside all but the request's own id, so that what is kept is what was answered, compressed and with its headers.
    *([] if DEBUG else ["kiem.web.kept.KeptPagesMiddleware"]),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "kiem.web.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    # None of those below reads the session unless the page asks: a public page costs no query and sets no cookie.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kiem.web.release.NoReleaseMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "kiem" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kiem.foundation.ui.context.page",
            ],
        },
    }
]
# The look's own form controls are the browser's; no template of Django's needs a renderer of ours.
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = KIEM_HOME / "static"
MEDIA_ROOT = KIEM_HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# Half the files, so half the time to compress them at the first start.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# What a browser may do with a page: nothing that does not come from here. It holds for the office as well.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# TLS ends at the front proxy; its word is taken only where KIEM_PROXIES says that one stands there.
PROXIES = ENVIRONMENT.number("PROXIES", 0)
TLS = ENVIRONMENT.is_behind_tls
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_SSL_REDIRECT = TLS and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS and not DEBUG else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
# Whether all its subdomains speak TLS only is for the owner of the domain to say, at the front proxy.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_validation = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_validation}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_validation}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validation}CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:overview"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kiem.foundation.accounts.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if TLS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_ADAPTER = "kiem.foundation.accounts.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# One step of 30 seconds either way: telephones' clocks drift.
MFA_TOTP_TOLERANCE = 1
# Browsers give keys to secure origins only; on this machine itself, `localhost` counts as one.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS
# A person's address is locked after five wrong passwords in an hour from one place; allauth slows down the rest.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(hours=1)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_USERNAME_CALLABLE = "kiem.foundation.accounts.sign_in.attempted_address"
AXES_CLIENT_IP_CALLABLE = "kiem.foundation.accounts.sign_in.client_address"
AXES_LOCKOUT_CALLABLE = "kiem.foundation.accounts.sign_in.locked_answer"
AXES_VERBOSE = False

# Letters
vars().update(outgoing_mail(ENVIRONMENT.text("MAIL_URL"), KIEM_HOME))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.text(
    "MAIL_FROM",
    str(dict(INSTANCE["contact"] or {}).get("email", "webmaster@localhost")),  # type: ignore[call-overload]  # TOML
)

# Sign-in with the organisation's own identity provider, where settings.toml names one.
_identity = identity_settings(_instance.identity_provider, ENVIRONMENT.text("OIDC_SECRET"))
INSTALLED_APPS += _identity.apps
AUTHENTICATION_BACKENDS += _identity.backends
SOCIALACCOUNT_PROVIDERS = _identity.providers
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
