import dataclasses
import json

import pytest

from qabyldau.language import Understanding, read


def test_an_understanding_is_plain_enough_to_be_stored_as_json():
    understanding = read("Менің атым Айгүл. Көшеде жарық жоқ, тел 8 701 123 45 67")
    stored = json.loads(json.dumps(dataclasses.asdict(understanding), ensure_ascii=False))
    assert stored["language"] == "kk"
    assert stored["themes"][0][0].startswith("lighting")
    assert [kind for kind, _, _ in stored["pii"]] == ["name", "phone"]
    assert "Айгүл" not in stored["masked"]


def test_the_best_narrow_theme_is_named_and_a_broad_one_is_not():
    assert read("Атом станциясы, АЭС, радиация").theme == "energy.nuclear"
    assert read("Көшеміз туралы").theme == ""
    assert read("Сәлем").theme == ""


def test_urgency_comes_with_its_words():
    understanding = read("Газ иісі шығып тұр")
    assert understanding.urgency == 3
    assert "Газ иісі" in understanding.urgency_why


def test_an_understanding_cannot_be_changed_afterwards():
    understanding = read("жарық жоқ")
    assert isinstance(understanding, Understanding)
    with pytest.raises(dataclasses.FrozenInstanceError):
        understanding.language = "ru"


def test_something_other_than_a_text_is_refused():
    with pytest.raises(TypeError):
        read(None)
