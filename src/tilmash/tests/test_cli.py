import io
import json
import os
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tilmash
from tilmash import cli
from tilmash.errors import MissingPartError
from tilmash.lang import read_table
from tilmash.messages import flaw_of, spoken
from tilmash.redact import TOKENS

SOURCE = Path(tilmash.__file__).parents[1]
APPEAL = "Абай көшесі 12 үйде жарық жоқ, тел 8 701 123 45 67"


@pytest.fixture(autouse=True)
def kazakh(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "kk_KZ.UTF-8")


@pytest.fixture
def ask(capsys, monkeypatch):
    def run(*arguments, given=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = cli.main(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def started(*arguments, **options):
    env = os.environ | {"PYTHONPATH": str(SOURCE), "LANG": "kk_KZ.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "tilmash", *arguments], capture_output=True, env=env, timeout=60, **options
    )


def test_a_reading_as_json_has_exactly_the_fields_of_the_face(ask):
    code, out, err = ask("read", "--json", APPEAL)
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(json.dumps(asdict(tilmash.read(APPEAL))))
    assert json.loads(out)["pii"][-1] == {"kind": "phone", "start": 35, "end": 50, "keep": 0}


def test_a_reading_for_people_names_what_was_found_in_their_language(ask, monkeypatch):
    _, out, _ = ask("read", APPEAL)
    assert "Тіл: қазақша" in out and "Мекенжайлар: Абай, 12-үй" in out and "[ТЕЛЕФОН]" in out
    assert "телефон (35–50)" in out
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    assert "Язык: казахский" in ask("read", APPEAL)[1]
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Language: Kazakh" in ask("read", APPEAL)[1]


def test_a_crossing_is_told_once_with_both_its_streets(ask):
    text = "Марат Әлібековтің үйі жанында, Абай көшесі мен Сәтбаев көшесінің қиылысында, ашық люк"
    assert "Мекенжайлар: Абай / Сәтбаев қиылысы\n" in ask("read", text)[1]


def test_every_kind_of_personal_data_has_its_name_for_people():
    assert {f"pii_{kind}" for kind in TOKENS} <= {row[0] for row in read_table("cli.tsv")}


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (["lang", "koshede zharyk zhok", "Нет воды во дворе"], "kk\nru\n"),
        (["mask", "Тел 8 701 123 45 67"], "Тел [ТЕЛЕФОН]\n"),
        (["lemma", "көшелердегі", "--language", "kk"], "көше\n"),
        (["lemma", "дорогами", "--json"], '{"words": ["дорогами"], "lemmas": ["дорога"]}\n'),
        (["lang", "--json", "Су жоқ, көмектесіңіздер"], '{"language": "kk"}\n'),
    ],
)
def test_small_commands_answer_a_line_a_text(ask, arguments, out):
    assert ask(*arguments) == (0, out, "")


def test_likeness_is_told_with_its_reasons(ask):
    code, out, _ = ask("similar", "--json", "Көшеде жарық жоқ", "На улице нет света")
    found = tilmash.similar("Көшеде жарық жоқ", "На улице нет света")
    assert code == 0
    assert json.loads(out) == {"score": float(found), "why": list(found.why)}


def test_bad_lines_are_named_by_number_skipped_and_kept_for_mending(ask, tmp_path):
    rejects = tmp_path / "rejects"
    given = (
        b'{"text": "\xd1\x81\xd1\x83"}\n\xff\xfe\nnot json\n{"other": 1}\n\n{"text": 7}\n[1]\n{"text": "a"}'
    )
    code, out, err = ask("mask", "--field", "text", "--json", "--rejects", str(rejects), given=given)
    assert code == 1
    assert [json.loads(line)["masked"] for line in out.splitlines()] == ["су", "a"]
    assert [line.split(":")[2] for line in err.splitlines()[:-1]] == ["2", "3", "4", "6", "7"]
    assert rejects.read_bytes() == b'\xff\xfe\nnot json\n{"other": 1}\n{"text": 7}\n[1]\n'


def test_a_file_is_read_in_order_over_many_batches(ask, tmp_path):
    path = tmp_path / "texts"
    path.write_text("\ufeff" + "Су жоқ, көмектесіңіз\r\nНет воды во дворе\r\n" * 1_300, encoding="utf-8")
    code, out, _ = ask("lang", "-f", str(path))
    assert code == 0
    assert out == "kk\nru\n" * 1_300


def test_a_text_that_fails_alone_is_rejected_and_its_neighbours_are_answered(ask, monkeypatch):
    def fragile(texts):
        if "bad" in texts:
            raise ValueError("it broke")
        return texts

    monkeypatch.setattr(tilmash, "mask", fragile)
    code, out, err = ask("mask", given=b"one\nbad\ntwo\n")
    assert (code, out) == (1, "one\ntwo\n")
    assert "stdin:2:" in err and "it broke" in err and "Traceback" not in err


def test_a_line_over_the_limit_is_named_and_the_next_is_read(ask, monkeypatch):
    monkeypatch.setattr(cli, "LONGEST_LINE", 100)
    code, out, err = ask("mask", given=b"a" * 1_000 + b"\nshort\n")
    assert (code, out) == (1, "short\n")
    assert ":1:" in err


@pytest.mark.parametrize("arguments", [["read", "-f", "nowhere.txt"], ["mask", "-f", "."]])
def test_a_file_that_cannot_be_opened_is_said_in_one_line(ask, arguments):
    code, out, err = ask(*arguments)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1


def test_the_input_is_never_overwritten_by_its_rejects(ask, tmp_path):
    path = tmp_path / "texts"
    path.write_bytes(b"one\n")
    assert ask("mask", "-f", str(path), "--rejects", str(path))[0] == 1
    assert path.read_bytes() == b"one\n"


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["read", "--nothing"], ["similar", "one"], ["read", "text", "-f", "file"]]
)
def test_misuse_is_told_with_exit_code_two(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("locale", ["kk_KZ.UTF-8", "ru_RU.UTF-8"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["mask", "--help"],
        ["lemma", "--help"],
        ["similar", "--help"],
        ["eval", "--help"],
        ["train", "--help"],
        ["similar", "Айгүлдің үйі"],
        ["lemma", "көше", "--language", "uz"],
        ["mask", "--rejects"],
        ["eval", "--only", "99999"],
        ["train", "99999"],
        ["mask", "--99999"],
    ],
)
def test_help_and_misuse_speak_the_language_of_the_locale(arguments, locale, capsys, monkeypatch):
    monkeypatch.setenv("LANG", locale)
    with pytest.raises(SystemExit):
        cli.main(arguments)
    told = " ".join("".join(capsys.readouterr()).split())
    english = [re.split(r"%\S+", row[0])[0].strip() for row in read_table("argparse.tsv")]
    ours = [row[3] for row in read_table("cli.tsv") if " " in row[3]]
    assert told and [said for said in [*filter(None, english), *ours] if said in told] == []


@pytest.mark.parametrize(
    ("locale", "flaw"), [("kk_KZ", "мұндай файл не қалта жоқ"), ("ru_RU", "нет такого файла")]
)
def test_a_file_that_is_not_there_is_said_in_the_language_of_the_locale(ask, monkeypatch, locale, flaw):
    monkeypatch.setenv("LANG", locale)
    assert flaw in ask("read", "-f", "арыз.txt")[2]


def test_a_missing_library_is_said_in_the_language_of_the_locale():
    assert flaw_of(MissingPartError("library", "navec")) == "«navec» кітапханасы орнатылмаған"
    kinds = {row[0] for row in read_table("cli.tsv")}
    for kind in ("trained", "library", "folder", "source"):
        assert f"no_{kind}" in kinds
        assert "navec" in str(MissingPartError(kind, "navec"))


def test_every_message_has_its_words_in_three_languages():
    for table in ("cli.tsv", "argparse.tsv"):
        assert [row[0] for row in read_table(table) if not all(row)] == []


def test_what_argparse_puts_in_stands_in_every_language():
    marks = re.compile(r"%(?:\(\w+\))?[sr]")
    for english, kazakh, russian in read_table("argparse.tsv"):
        assert (
            sorted(marks.findall(english)) == sorted(marks.findall(kazakh)) == sorted(marks.findall(russian))
        )


@pytest.mark.parametrize(
    ("locale", "language"),
    [("kk_KZ.UTF-8", "kk"), ("ru", "ru"), ("en_US", "en"), ("C", "kk"), ("de_DE", "kk"), ("", "kk")],
)
def test_messages_follow_the_locale_and_are_kazakh_by_default(monkeypatch, locale, language):
    monkeypatch.setenv("LANG", locale)
    assert spoken() == language


def test_nobody_listening_any_more_ends_without_a_word():
    command = f"yes 'Су жоқ' | head -50000 | {sys.executable} -m tilmash mask | head -1"
    env = os.environ | {"PYTHONPATH": str(SOURCE)}
    ran = subprocess.run(["bash", "-c", command], capture_output=True, env=env, timeout=120)
    assert ran.stdout.decode() == "Су жоқ\n"
    assert b"Traceback" not in ran.stderr and b"Exception" not in ran.stderr


def test_a_fresh_process_reads_bytes_that_are_no_text():
    ran = started("read", "--json", input=bytes(range(256)) * 40)
    assert ran.returncode in (0, 1)
    assert b"Traceback" not in ran.stderr
    assert all(json.loads(line) for line in ran.stdout.splitlines())


def test_an_argument_that_is_no_utf8_is_refused():
    assert started("similar", b"\xff\xfe", "a").returncode == 1
    assert started("mask", b"\xff\xfe").returncode == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["mask", "lang", "lemma", "read"]), st.booleans())
def test_any_bytes_are_answered_or_rejected_and_the_code_says_which(ask, given, command, wrapped):
    code, _, err = ask(command, "--json", *(["--field", "text"] if wrapped else []), given=given)
    assert code == (1 if err else 0)
    assert "Traceback" not in err


def test_a_bar_is_drawn_only_on_a_terminal(capsys):
    lines = [cli.Line(1, b"x" * cli.MEGABYTE, "x")]
    for shown in (True, False):
        progress = cli.Progress(2 * cli.MEGABYTE, shown)
        progress.move(lines)
        progress.end()
        assert bool(capsys.readouterr().err) == shown
