"""Whether two texts are about the same matter: alike enough, and nothing that names another place, number or day.

Likeness alone would merge the same words about another address; so the things that tell matters apart are laid side
by side first: where both texts name one of a kind and none agrees, the matters differ, however alike the words. What
is left is asked of the letters (the same words again) or of the chances learnt from appeals (`tilmash.likeness.chances`).

>>> is_same("Көшеде жарық жоқ", "koshede zharyk zhok")
True
>>> is_same("Абай көшесінде жарық жоқ", "Сәтбаев көшесінде жарық жоқ")
False
"""

from math import log

from tilmash.errors import text_of
from tilmash.likeness.alike import Matter, aligned, matches, matter_of, shared_shingles
from tilmash.likeness.chances import surplus
from tilmash.likeness.tellers import differ, differ_in_detail, places_agree
from tilmash.stems import KAZAKH

# Retold in the same words: by letters, or by words side by side.
LETTERS, WORDS = 0.585, 0.97
# Nothing under this is asked further: it is never one matter.
LEAST_COVERED = 0.2
# The chances were learnt across languages; strangers of one language and place share words more, so the odds are to be
# three times as high.
ONE_LANGUAGE = log(3)


def is_same(left: str, right: str) -> bool:
    """Say whether two texts are about one matter: a proposal with the reasons of `similar`, for a person to confirm.

    Raises NotTextError for what is no `str`.
    """
    one, other = matter_of(text_of(left)), matter_of(text_of(right))
    letters = shared_shingles(one, other)
    covered = aligned(one, other, matches(one, other))
    if letters >= LETTERS or covered >= WORDS:
        return not differ_in_detail(left, right)
    if covered < LEAST_COVERED or differ(left, right):
        return False
    if _is_kazakh(one) != _is_kazakh(other):
        return surplus(left, right) > 0
    # Within one language other words without a common place are as good as always another matter.
    return bool(places_agree(left, right)) and surplus(left, right) > ONE_LANGUAGE


def _is_kazakh(matter: Matter) -> bool:
    """Say whether most words of a text are Kazakh."""
    return 2 * sum(word.language == KAZAKH for word in matter.words) > len(matter.words)
