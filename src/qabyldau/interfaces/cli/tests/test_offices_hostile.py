"""Offices from hostile files: whatever stands in a cell, its row is taken or named, and the import goes on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qabyldau.interfaces.cli.main import main
from qabyldau.offices.models import Office
from tests.people import World, make_world

pytestmark = pytest.mark.django_db
HOSTILE = [
    "=1+1", "@SUM(A1)", "\0", "‮abc", "x" * 100_000, "0000-00-00", "0001-01-01", "9999-12-31", "10:00+05:00",
    "24:00", "99999", "-1", "nan", "inf", "1e999", "٣", "²", "🙂", '"', "\r", " ", "<script>", "../../etc",
]  # fmt: skip
GOOD = {
    "offices": {"code": "XYZ", "name_kk": "Қабылдау", "zone": "Asia/Almaty"},
    "openings": {"office": "ALM", "weekday": "1", "opens": "10:00", "closes": "13:00"},
    "services": {"office": "ALM", "code": "general", "name_kk": "Жалпы", "minutes": "15"},
    "sittings": {"office": "ALM", "weekday": "1", "on": "", "begins": "10:00", "ends": "13:00", "seats": "1", "minutes": "15"},
    "closures": {"office": "ALM", "from_on": "2026-09-14", "to_on": "2026-09-15", "reason_kk": "Жөндеу"},
    "counters": {"office": "ALM", "number": "1"},
}  # fmt: skip
MORE = {
    "offices": ("slug", "latitude", "longitude", "map_link", "phone", "email", "visit_minutes", "booking_days",
                "notice_minutes", "visits_a_day", "promise_days", "election_from_on", "area", "has_ramp"),
    "services": ("position", "is_offered", "note_kk"),
    "sittings": ("service", "host", "quota", "is_active", "who_kk"),
    "closures": ("weekday", "from_time", "to_time", "substitute"),
    "counters": ("service", "name_kk"),
    "openings": (),
}  # fmt: skip


@pytest.fixture
def world() -> World:
    return make_world()


def quoted(said: str) -> str:
    return '"' + said.replace('"', '""') + '"'


@pytest.mark.parametrize("table", sorted(GOOD))
def test_no_cell_stops_an_import(world: World, tmp_path: Path, table: str, capsys: Any) -> None:
    good = GOOD[table] | dict.fromkeys(MORE[table], "")
    rows = [good | {name: said} for name in good for said in HOSTILE]
    lines = [",".join(good), *(",".join(map(quoted, row.values())) for row in rows)]
    path = tmp_path / f"{table}.csv"
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    assert main(["offices", "import", str(path)]) in {0, 3}
    assert "Traceback" not in capsys.readouterr().err
    assert main(["offices", "export", str(tmp_path / "out")]) == 0
    assert main(["offices", "import", str(tmp_path / "out"), "--dry-run"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\0" * 1000, b"PK\x03\x04" + b"\0" * 500, b"code\n" * 3,
        b'code,name_kk\n"XYZ', b"code;name_kk\nXYZ;\xd2", b"a,b\n1,2", b"code,code\nXYZ,ABC", b"code\rXYZ\rABC",
        b"code,name_kk\nXYZ,a,b,c", b"code,name_kk\nXYZ", "code,name_kk\nXYZ,Қ".encode("utf-16"),
    ],
)  # fmt: skip
def test_no_file_stops_an_import_without_a_word(
    world: World, tmp_path: Path, content: bytes, capsys: Any
) -> None:
    path = tmp_path / "offices.csv"
    path.write_bytes(content)
    assert main(["offices", "import", str(path)]) in {0, 1, 2, 3}
    assert Office.objects.count() <= 3


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30", "x", "\0", "2026-09-14T10:00+99:00"]
)
def test_no_moment_stops_the_question_whether_a_reception_is_open(world: World, at: str) -> None:
    assert main(["offices", "open", "--at", at, "--json"]) in {0, 1, 2}


FEATURE: dict[str, Any] = {
    "type": "Feature",
    "id": "w1",
    "properties": {"name": "Абай"},
    "geometry": {"type": "LineString", "coordinates": [[76.9, 43.2], [76.91, 43.21]]},
}
CHANGES: list[Callable[[], dict[str, Any]]] = [
    lambda: {"properties": {"kind": ["area"]}},
    lambda: {"properties": {"kind": {"a": 1}}},
    lambda: {"properties": []},
    lambda: {"properties": {"name": "\ud83d"}},
    lambda: {"properties": {"name": "a\0b", "area": "\0"}},
    lambda: {"properties": {"name": {"x": 1}, "area": [1]}},
    lambda: {"id": "\ud83d"},
    lambda: {"id": ["x"] * 100},
    lambda: {"id": "a\0b"},
    lambda: {"geometry": {"type": ["LineString"], "coordinates": [[1, 2], [3, 4]]}},
    lambda: {"geometry": {"type": "LineString", "coordinates": [[10**400, 2], [3, 4]]}},
    lambda: {"geometry": {"type": "LineString", "coordinates": "abcd"}},
    lambda: {"geometry": {"type": "Polygon", "coordinates": [1, 2]}},
    lambda: {"geometry": {"type": "MultiPolygon", "coordinates": [[1]]}},
    lambda: {"geometry": {"type": "LineString", "coordinates": {"a": 1}}},
    lambda: {"geometry": {"type": "LineString", "coordinates": [[True, None], [3, 4]]}},
    lambda: {"geometry": {"type": "Polygon", "coordinates": [[[0, 90], [1, 90], [2, 90], [0, 90]]]}},
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_no_feature_stops_a_map(world: World, tmp_path: Path, number: int, capsys: Any) -> None:
    path = tmp_path / "map.geojson"
    features = [FEATURE | CHANGES[number](), FEATURE | {"id": "w2"}]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert main(["areas", "import-map", str(path)]) in {0, 3}
    assert "1 taken" in (words := capsys.readouterr().out) or "2 taken" in words


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b'{"features": 5}', b"\xff", b"[" * 100_000, b'{"features": [1, "x", null, []]}'],
)
def test_no_file_stops_a_map_without_a_word(world: World, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(content)
    assert main(["areas", "import-map", str(path)]) in {1, 2, 3}
