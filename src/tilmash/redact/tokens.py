"""What a mask writes in place of a personal datum: one token for each kind, the same in every language of the text.

>>> [match.group() for match in TOKEN.finditer("Тел [ТЕЛЕФОН], [бос]")]
['[ТЕЛЕФОН]']
"""

import re

TOKENS = {
    "phone": "[ТЕЛЕФОН]",
    "email": "[ПОШТА]",
    "iin": "[ЖСН]",
    "bin": "[БСН]",
    "card": "[КАРТА]",
    "iban": "[ШОТ]",
    "plate": "[КӨЛІК НӨМІРІ]",
    "address": "[МЕКЕНЖАЙ]",
    "name": "[АТЫ-ЖӨНІ]",
    "document": "[ҚҰЖАТ]",
    "handle": "[АККАУНТ]",
    "geo": "[КООРДИНАТА]",
    "birth": "[ТУҒАН КҮНІ]",
    "account": "[ДЕРБЕС ШОТ]",
}
TOKEN = re.compile("|".join(map(re.escape, TOKENS.values())))
# The street of an address stays before its token: "Кенесары, [МЕКЕНЖАЙ]".
ADDRESS_NEXT = re.compile(r"(?: [^\W\d_]{1,24}){0,2}[\s,.]{0,3}" + re.escape(TOKENS["address"]))
