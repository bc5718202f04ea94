import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilmash.evaluate import __main__ as command
from tilmash.evaluate import lemmas, table, tongues
from tilmash.evaluate.table import Wanted, as_table, rows_of, wanted, wilson

HOME = Path(table.__file__).parent


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_the_table_has_every_measure_that_was_promised():
    assert {row.number for row in wanted()} == set(range(1, 19))


def test_every_row_names_a_module_that_is_there_what_must_be_and_a_kind():
    assert [row.module for row in wanted() if not (HOME / f"{row.module}.py").is_file()] == []
    assert all(re.fullmatch(r"-|[<>]= [\d.]+", row.must) for row in wanted())
    assert {row.kind for row in wanted()} == {"share", "part", "f1", "number"}


def test_without_shared_sets_a_row_says_so_and_nothing_fails(monkeypatch):
    monkeypatch.delenv("QABYLDAU_SHARED_DATA", raising=False)
    rows = list(rows_of([row for row in wanted() if row.module in {"lemmas", "letters"}]))
    missing = [row for row in rows if row.set == "treebank, part at hand"]
    assert missing and all(
        row.value is None and row.note == "no data" and row.reached is None for row in missing
    )
    assert "no data" in as_table(rows)


def test_the_table_has_headings_and_verdicts_in_the_language_of_the_locale(monkeypatch):
    rows = [table.Row(3, "speed", "70", 5, 1.0, None, None, ">= 5", False)]
    monkeypatch.setenv("LC_ALL", "kk_KZ.UTF-8")
    assert "жетті ме" in as_table(rows) and "ЖОҚ" in as_table(rows)
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "достигнуто" in as_table(rows) and "НЕТ" in as_table(rows)


def test_a_module_that_is_not_written_yet_is_said():
    row = Wanted(1, "something", "nowhere", "a row", "a set", ">= 5", "share")
    assert [(made.value, made.note) for made in rows_of([row])] == [(None, "not written yet")]


@pytest.mark.parametrize(
    ("value", "must", "reached"),
    [(5, ">= 5", True), (4.9, ">= 5", False), (5, "<= 4", False), (1, "-", None)],
)
def test_what_must_be_is_compared_as_it_is_written(value, must, reached, monkeypatch):
    monkeypatch.setattr(table, "given_by", lambda module: ([("a row", value, 10)], ""))
    [row] = rows_of([Wanted(1, "something", "speed", "a row", "a set", must, "number")])
    assert row.reached is reached


def test_a_row_may_be_the_difference_of_two(monkeypatch):
    monkeypatch.setattr(
        table, "given_by", lambda module: ([("as written", 77.0, 10), ("on keys", 76.5, 10)], "")
    )
    [row] = rows_of([Wanted(7, "loss", "search", "as written minus on keys", "a set", "<= 0.5", "number")])
    assert (row.value, row.reached) == (0.5, True)


@given(st.floats(0, 100), st.integers(1, 100_000))
def test_an_interval_holds_its_share_and_stays_between_0_and_100(share, n):
    low, high = wilson(share, n)
    assert 0 <= low <= share + 1e-9 and share - 1e-9 <= high <= 100


def test_an_interval_narrows_as_n_grows():
    widths = [high - low for low, high in (wilson(95, n) for n in (10, 100, 1_000))]
    assert widths == sorted(widths, reverse=True)


def test_only_what_was_asked_is_measured_and_printed_as_json(capsys, monkeypatch):
    monkeypatch.setattr(
        table,
        "given_by",
        lambda module: (
            [("near: texts indexed a second", 70_000.0, 10), ("near: recall of planted copies", 0.5, 10)],
            "",
        ),
    )
    assert command.main(["--only", "14", "--json"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["number"] for row in rows} == {14}
    assert [row["reached"] for row in rows] == [True, False, None]


def test_an_unknown_measure_is_misuse(capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(["--only", "99"])
    assert stopped.value.code == 2
    assert "lemmas" in capsys.readouterr().err


def test_pairs_of_one_lemma_are_counted_over_types():
    scores = lemmas.pair_scores("abcd", ["x", "x", "x", "y"], ["p", "p", "q", "q"])
    assert scores == (0.5, 1 / 3, 0.4, 3)


def test_four_words_stand_in_the_order_of_their_text():
    text = "бір екі үш төрт бес алты 7 !"
    drawn = tongues.four_words(text, random.Random(3)).split()  # noqa: S311
    assert len(drawn) == 4
    assert sorted(drawn, key=text.split().index) == drawn


def test_a_measure_that_breaks_takes_no_other_with_it(monkeypatch):
    def broken(name):
        raise ValueError("shapes differ")

    monkeypatch.setattr(table, "required", broken)
    rows = list(rows_of(row for row in wanted() if row.number in {6, 14}))
    assert {row.note for row in rows} == {"failed: ValueError: shapes differ"}
