"""Every address of the site. A goal is added in sections.py, not here."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import URLPattern, URLResolver, include, path

from kiem.web.about import about
from kiem.web.api import of_the_api
from kiem.web.feeds import changes_feed
from kiem.web.reconcile import of_reconciliation
from kiem.web.sections import SECTIONS
from kiem.web.sitemap import SITEMAPS
from kiem.web.views import healthz, robots, to_own_language

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

Addresses = list[URLPattern | URLResolver]

# Machines and the reader's preferences: one address whatever the language.
of_the_house: Addresses = [
    path("", to_own_language, name="to_own_language"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_of"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_of"),
    path("feeds/changes.atom", changes_feed, name="feed"),
    path("feeds/changes.<slug:language>.atom", changes_feed, name="feed_in"),
    *of_the_api(),
    *of_reconciliation(),
    path("office/", admin.site.urls),
    path("", include("kiem.foundation.ui.urls")),
]
# An identity provider knows one address of ours, so it has no language.
if "allauth.socialaccount" in settings.INSTALLED_APPS:
    of_the_house += [
        path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
        path("account/provider/", include("allauth.socialaccount.urls")),
    ]

# People.
of_people: Addresses = [
    path("account/", include("kiem.foundation.accounts.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]

# Readers: /en/…, /nl/…, /fr/….
of_readers: Addresses = [path("about/", about, name="about")]
of_sections: Addresses = [path(section.at, include(f"{section.app}.urls")) for section in SECTIONS]

urlpatterns = of_the_house + i18n_patterns(*of_people, *of_readers, *of_sections)

handler400 = "django.views.defaults.bad_request"
handler403 = "django.views.defaults.permission_denied"
handler404 = "django.views.defaults.page_not_found"
handler500 = "django.views.defaults.server_error"
