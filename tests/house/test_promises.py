"""A promise that is called kept has a test that exists; an open one says why; none is forgotten."""

import pytest

from tests.house.promises import promises

NAMED = [
    "R1",
    "R6",
    "R8",
    "R10",
    "R11",
    "R13",
    "R21",
    "S1",
    "S5",
    "S16",
    "S20",
    "S29",
    "S30",
    "P18",
    *(f"F{number}" for number in (*range(1, 26), *range(155, 167))),
    "F26",
    "F35",
    "F36",
    "F37",
    "F48",
    "F51",
    "F53",
    "F54",
    "F56",
    "F58",
    "F61",
    "F62",
    "F320",
    "demo",
    "suite",
    "due",
    "read",
    "journey",
    "bench-receive",
    "bench-inbox",
    "bench-case",
    "bench-track",
    "bench-whole",
    "screens",
    "tilmash-face",
    "tilmash-bad",
    *(f"tilmash-b{number}" for number in range(1, 12)),
    *(f"tilmash-m{number}" for number in range(1, 19)),
]


def test_no_promise_is_forgotten_and_none_stands_twice():
    ids = [row.id for row in promises()]
    assert set(NAMED) - set(ids) == set()
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("row", promises(), ids=lambda row: row.id)
def test_a_kept_promise_has_its_test_and_an_open_one_its_reason(row):
    assert row.state in {"kept", "open"}
    assert row.promise.endswith(".")
    if row.state == "kept":
        assert row.tests
        assert row.missing() == []
    else:
        assert len(row.reason) > 10
