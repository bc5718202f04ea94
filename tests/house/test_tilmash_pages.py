"""The pages that teach the text engine: every example does what the page shows, in each of three languages."""

import doctest
import re

import pytest

import tilmash
from tests.house.tree import ROOT

PAGES = ["docs/reference/tilmash.md", "docs/kk/tilmash.md", "docs/ru/tilmash.md"]
FENCE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def words(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def face() -> dict[str, object]:
    return {name: getattr(tilmash, name) for name in tilmash.__all__}


@pytest.mark.parametrize("page", PAGES)
def test_every_example_does_what_the_page_shows(page):
    code = "\n".join(FENCE.findall(words(page)))
    test = doctest.DocTestParser().get_doctest(code, face(), page, page, 0)
    assert len(test.examples) > 20
    told: list[str] = []
    assert doctest.DocTestRunner().run(test, out=told.append).failed == 0, "".join(told)


@pytest.mark.parametrize("page", PAGES)
def test_every_function_of_the_face_is_shown(page):
    shown = words(page)
    functions = set(tilmash.__all__) - {"VERSION", "Span", "Similarity", "Label"}
    assert [name for name in functions if not re.search(rf"\b{name}\b", shown)] == []
