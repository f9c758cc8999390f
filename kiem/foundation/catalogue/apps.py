"""The catalogue as a Django application: pages of the ecosystem."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Pages and reads of the release that serves."""

    name = "kiem.foundation.catalogue"
    label = "catalogue"
