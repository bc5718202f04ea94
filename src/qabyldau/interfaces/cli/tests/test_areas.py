"""``qabyldau areas import-map``: good features are kept, the others are named by their number."""

import json
from pathlib import Path
from typing import Any

import pytest

from qabyldau.areas.models import Boundary
from qabyldau.interfaces.cli.main import main

pytestmark = pytest.mark.django_db
RING = [[76.9, 43.2], [76.95, 43.2], [76.95, 43.25], [76.9, 43.25], [76.9, 43.2]]


def feature(geometry: object = None, **properties: object) -> dict[str, Any]:
    polygon = {"type": "Polygon", "coordinates": [RING]}
    return {"type": "Feature", "properties": properties, "geometry": geometry or polygon}


def written(folder: Path, *features: object) -> str:
    path = folder / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return str(path)


def test_areas_streets_and_waters_are_told_apart_and_named(tmp_path: Path, capsys: Any) -> None:
    line = {"type": "LineString", "coordinates": RING[:2]}
    path = written(
        tmp_path,
        feature(osm_id=-1, name="Бостандық", **{"name:ru": "Бостандыкский"}),
        feature(line, osm_id=2, highway="residential", name="Абай даңғылы"),
        feature(line, osm_id=3, waterway="river"),
    )
    assert main(["areas", "import-map", path]) == 0
    assert "3 taken, 0 rejected" in capsys.readouterr().out
    found = list(Boundary.objects.order_by("key").values_list("kind", "name_kk", "name_ru"))
    assert found == [
        ("area", "Бостандық", "Бостандыкский"),
        ("street", "Абай даңғылы", ""),
        ("water", "", ""),
    ]
    assert main(["areas", "import-map", path]) == 0
    assert Boundary.objects.count() == 3


def test_bad_features_are_named_by_their_number_and_the_good_ones_are_kept(
    tmp_path: Path, capsys: Any
) -> None:
    path = written(
        tmp_path,
        feature(osm_id=1),
        feature({"type": "Point", "coordinates": [76, 43]}, osm_id=2),
        "nothing",
        feature(osm_id=1),
        {"type": "Feature", "properties": 5, "geometry": None},
    )
    assert main(["areas", "import-map", path]) == 3
    said = capsys.readouterr().out
    for words in (
        "feature 2, geometry:",
        "feature 3, feature:",
        "feature 4, id: 1 was there before",
        "feature 5, ",
    ):
        assert words in said
    assert Boundary.objects.count() == 1


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: Any) -> None:
    assert main(["areas", "import-map", written(tmp_path, feature()), "--dry-run"]) == 0
    assert "nothing was written" in capsys.readouterr().out
    assert not Boundary.objects.exists()


@pytest.mark.parametrize("words", ["{", "[]", '{"features": 5}', "\xff"])
def test_a_file_that_is_no_geojson_is_refused(tmp_path: Path, capsys: Any, words: str) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(words.encode("latin-1"))
    assert main(["areas", "import-map", str(path)]) == 1
    assert "path:" in capsys.readouterr().err
