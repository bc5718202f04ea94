"""Foreign keys, also those written as strings, point down the road."""

from django.apps import apps
from django.db import models

from tests.house.tree import floor_of


def relations():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and model.__module__.startswith("qabyldau."):
                yield model, field


def room(model):
    return model.__module__.split(".")[1]


def test_every_relation_points_down_the_road():
    floors = floor_of()
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model, field in relations()
        if field.related_model.__module__.startswith("qabyldau.")
        and room(model) != room(field.related_model)
        and floors[room(field.related_model)] <= floors[room(model)]
    ]
    assert upward == []


def test_there_are_relations_to_look_at():
    assert len(list(relations())) > 20


def test_the_history_and_the_chain_hold_keys_as_values_not_as_relations():
    assert [str(field) for model, field in relations() if room(model) in {"history", "chain"}] == []
