"""Templates draw, in their own door: no style, no script, no word of another door, nothing unescaped."""

import re

import pytest

from tests.house.tree import INTERFACES, name_of, templates

DOORS = {"desk", "site", "open311", "opendata", "channels"}
TEMPLATES = [pytest.param(path, id=name_of(path)) for path in templates()]


def door_of(path):
    return path.relative_to(INTERFACES).parts[0]


def words_of(path):
    return re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.S
    )


def test_there_are_templates():
    assert TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES)
def test_no_style_stands_in_a_template(path):
    assert not re.search(r"\sstyle\s*=|<style", words_of(path), re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES)
def test_no_script_stands_in_a_template(path):
    words = words_of(path)
    assert not re.search(r"<[^>]+\son[a-z]+\s*=", words, re.IGNORECASE), "no onclick=: attach in a module"
    assert not re.search(r"javascript:", words, re.IGNORECASE)
    assert [
        tag for tag in re.findall(r"<script[^>]*>", words) if "src=" not in tag and "json" not in tag
    ] == []


@pytest.mark.parametrize("path", TEMPLATES)
def test_a_template_stays_in_its_own_door(path):
    words, others = words_of(path), DOORS - {door_of(path)}
    named = re.findall(r"{%\s*(?:url|include|extends)\s+[\"'](\w+)[:/]", words)
    allowed = {"site"} if door_of(path) == "design" else set()
    assert set(named) & (others - allowed) == set()


@pytest.mark.parametrize("path", TEMPLATES)
def test_nothing_is_written_unescaped(path):
    assert not re.search(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b", words_of(path))


@pytest.mark.parametrize("path", TEMPLATES)
def test_nothing_comes_from_another_server(path):
    outside = re.findall(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//[^\"']+", words_of(path))
    assert outside == []


@pytest.mark.parametrize("path", TEMPLATES)
def test_shared_parts_are_included_with_only(path):
    words = words_of(path)
    loose = [tag for tag in re.findall(r"{%\s*include [^%]*components/[^%]*%}", words) if " only" not in tag]
    assert loose == []


@pytest.mark.parametrize("path", TEMPLATES)
def test_every_form_that_posts_carries_its_token(path):
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", words_of(path), re.DOTALL | re.IGNORECASE)
    assert [form[:80] for form in forms if "csrf_token" not in form] == []


@pytest.mark.parametrize("path", TEMPLATES)
def test_translated_blocks_are_trimmed(path):
    assert [
        tag for tag in re.findall(r"{%\s*blocktranslate[^%]*%}", words_of(path)) if "trimmed" not in tag
    ] == []
