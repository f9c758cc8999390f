"""The same addresses with the language in front, English without."""

from django.conf.urls.i18n import i18n_patterns

from tests.foundation.ui.addresses import urlpatterns as plain

urlpatterns = i18n_patterns(*plain, prefix_default_language=False)
