"""Whether two texts are about the same matter: alike enough, and nothing that names another place or number.

Likeness alone would merge the same words about another address; so the things that tell matters apart are laid side
by side: streets, houses, settlements, numbers and names. Where both texts name one of a kind and none agrees, the
matters differ, however alike the words.

>>> is_same("Көшеде жарық жоқ", "koshede zharyk zhok")
True
>>> is_same("Абай көшесінде жарық жоқ", "Сәтбаев көшесінде жарық жоқ")
False
"""

from tilmash.likeness.alike import (
    aligned,
    matches,
    matter_of,
    shared_concepts,
    shared_shingles,
    shared_themes,
)
from tilmash.likeness.tellers import differ, differ_in_detail, places_agree

# Retold in the same words: by letters; in other words or another language: by meaning. Set on appeals where nine pairs
# in ten of one matter are found and 98 in 100 found are right (docs/explanation/tilmash/likeness.md).
LETTERS, WORDS, MEANING, CONCEPTS = 0.585, 0.93, 0.69, 0.34
ONE_LANGUAGE = 0.2
# Of one place (3 house and street, 2 street or quarter, 1 settlement or number) less likeness is enough.
COVERED, THEMES = {3: 0.2, 2: 0.28, 1: 0.5}, 0.4


def is_same(left: str, right: str) -> bool:
    """Say whether two texts are about one matter: a proposal with the reasons of `similar`, for a person to confirm.

    A text without a word that says something is about none.
    """
    one, other = matter_of(left), matter_of(right)
    if not one.weights.size or not other.weights.size:
        return False
    letters = shared_shingles(one, other)
    covered = aligned(one, other, matches(one, other))
    if letters >= LETTERS or covered >= WORDS:
        return not differ_in_detail(left, right)
    if differ(left, right):
        return False
    themes = shared_themes(one, other)
    place = places_agree(left, right)
    if place:
        return covered >= COVERED[place] and themes >= THEMES
    return letters < ONE_LANGUAGE and covered >= MEANING and shared_concepts(one, other) >= CONCEPTS
