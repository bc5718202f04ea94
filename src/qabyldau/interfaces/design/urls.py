"""Addresses of the look: the pattern page and the style sheet."""

from django.urls import path

from qabyldau.interfaces.design import views

app_name = "design"
urlpatterns = [
    path("", views.patterns, name="patterns"),
    path("look.<slug:version>.css", views.style_sheet, name="sheet"),
]
