"""Addresses of the stewards."""

from django.urls import path

from kiem.foundation.stewardship import views

__all__ = ["app_name", "urlpatterns"]

app_name = "stewardship"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("decided/", views.decided, name="decided"),
    path("find/", views.find, name="find"),
    path("write/", views.write, name="write"),
    path("<str:left>/<str:right>/", views.pair, name="pair"),
    path("<str:left>/<str:right>/undo/", views.undo, name="undo"),
]
