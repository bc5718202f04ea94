"""Addresses of the open data; they stay as they are, because programs read them."""

from django.urls import path

from qabyldau.interfaces.opendata import offices, reviews, start

app_name = "opendata"

urlpatterns = [
    path("", start.start, name="start"),
    path("offices.json", offices.as_json, name="offices-json"),
    path("offices.csv", offices.as_csv, name="offices-csv"),
    path("offices.geojson", offices.as_geojson, name="offices-geojson"),
    path("reviews.csv", reviews.as_csv, name="reviews-csv"),
]
