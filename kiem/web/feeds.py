"""What changed since the last release, as Atom feeds (RFC 4287): one for each language of the site."""

import datetime
import re
import uuid
from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kiem.foundation.catalogue import Catalogue, Change, current
from kiem.foundation.catalogue.evidence import evidence_in_words
from kiem.foundation.catalogue.labels import property_label

__all__ = ["changes_feed"]

MOST_CHANGES = 2_000
MOST_ENTRIES = 500
# XML 1.0 has no way to write these, not even escaped.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Feed(Atom1Feed):
    """An Atom feed whose day is its release's, not that of the request: the same release is the same feed."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when the release was made."""
        made_at: datetime.datetime = self.feed["made_at"]
        return made_at


@require_safe
def changes_feed(request: HttpRequest, language: str = "") -> HttpResponse:
    """Give an entry for every thing of the ecosystem of which something changed since the release before."""
    spoken = language or settings.LANGUAGE_CODE
    if spoken not in dict(settings.LANGUAGES):
        raise Http404(_("This site has no feed in that language."))
    catalogue = current()
    etag = quote_etag(f"{catalogue.manifest.key}-{catalogue.release.number}-{spoken}")
    kept = get_conditional_response(request, etag=etag)
    if kept is not None:
        return kept
    with override(spoken):
        text = _feed(catalogue, spoken).writeString("utf-8")
    answer = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    answer["ETag"], answer["Cache-Control"] = etag, "public, no-cache"
    return answer


def _feed(catalogue: Catalogue, language: str) -> Feed:
    here = settings.SITE_ADDRESS + reverse("feed_in", kwargs={"language": language})
    made_at = datetime.datetime.fromisoformat(catalogue.release.made_at)
    feed = Feed(
        title=_("What changed in the ecosystem"),
        link=settings.SITE_ADDRESS + reverse("catalogue:changes"),
        description="",
        subtitle=_("What the sources say since the release before."),
        language=language,
        author_name=str(settings.INSTANCE["name"]),
        feed_url=here,
        feed_guid=here,
        made_at=made_at,
    )
    changes = catalogue.changes(limit=MOST_CHANGES)
    ordered = sorted(changes, key=lambda change: (change.name.casefold(), change.thing))
    entries = [list(found) for _thing, found in groupby(ordered, key=lambda change: change.thing)]
    for found in entries[:MOST_ENTRIES]:
        feed.add_item(
            title=_written(found[0].name),
            link=settings.SITE_ADDRESS + _address(found),
            description=_written(_said(found)),
            unique_id=_identity(catalogue, found[0].thing),
            updateddate=made_at,
            pubdate=made_at,
        )
    return feed


def _address(changes: list[Change]) -> str:
    if any(change.change == "removed" for change in changes):
        return reverse("catalogue:changes")
    return reverse("catalogue:go", kwargs={"name": changes[0].thing})


def _identity(catalogue: Catalogue, thing: str) -> str:
    """Return the entry's id: the same for this thing in this release, whatever language or server tells it."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{catalogue.release.number} {catalogue.manifest.key} {thing}").urn


def _said(changes: Iterable[Change]) -> str:
    return "; ".join(_sentence(change) for change in changes)


def _sentence(change: Change) -> str:
    if change.change == "added":
        return _("new in the ecosystem")
    if change.change == "removed":
        return _("no longer in the ecosystem")
    if change.change in {"joined", "parted"}:
        told = _("joined with another record") if change.change == "joined" else _("parted from another record")
        return f"{told} ({evidence_in_words(change.reason)})" if change.reason else told
    before, after = change.before or _("unknown"), change.after or _("unknown")
    return f"{property_label(change.property or '')}: {before} → {after}"


def _written(text: str) -> str:
    return UNWRITABLE.sub("", text)
