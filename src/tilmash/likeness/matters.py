"""Whether two texts are about the same matter: alike enough, and nothing that names another place or number.

Likeness alone would merge the same words about another address; so the things that tell matters apart are laid side
by side: streets, houses, settlements, numbers and names. Where both texts name one of a kind and none agrees, the
matters differ, however alike the words.

>>> is_same("Көшеде жарық жоқ", "koshede zharyk zhok")
True
>>> is_same("Абай көшесінде жарық жоқ", "Сәтбаев көшесінде жарық жоқ")
False
"""

from tilmash.likeness.alike import similar
from tilmash.likeness.tellers import differ

ALIKE = 0.72


def is_same(left: str, right: str) -> bool:
    """Say whether two texts are about one matter: a proposal with the reasons of `similar`, for a person to confirm."""
    return similar(left, right) >= ALIKE and not differ(left, right)
