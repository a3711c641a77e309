"""Gender of first names: the ontology's own lists first, then the lists of the Faker package (MIT), language by language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from unicodedata import combining, normalize

from kg.annotate.coref.pronouns import Gender

_LANGUAGES = (
    "en_US", "en_GB", "es_ES", "es_CO", "es_CL", "es_MX", "pt_BR", "fr_FR", "fr_BE", "de_DE", "it_IT", "nl_NL", "sv_SE", "no_NO",
    "da_DK", "fi_FI", "pl_PL", "cs_CZ", "sk_SK", "hr_HR", "ro_RO", "hu_HU", "tr_TR", "id_ID", "en_IN", "ga_IE", "uz_UZ", "yo_NG",
    "fr_DZ", "ha_NG", "sw", "en",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """The word in lower case without accents and full stops ("U.S." is "us")."""
    if word.isascii():
        return word.lower().replace(".", "")
    return "".join(one for one in normalize("NFKD", word.casefold()) if not combining(one) and one != ".")


class FirstNames:
    """First name -> gender, where it has one."""

    def __init__(self, male: Iterable[str] = (), female: Iterable[str] = (), either: Iterable[str] = ()) -> None:
        self._own: dict[str, Gender] = {plain(word): "m" for word in male}
        self._own.update({plain(word): "f" for word in female})
        self._own.update({plain(word): "?" for word in either})

    def of(self, word: str) -> Gender:
        """The gender of a first name; "?" where it is not known or both use it."""
        key = plain(word)
        return self._own.get(key) or _listed().get(key, "?")

    def knows(self, word: str) -> bool:
        """Whether a word is a first name at all."""
        key = plain(word)
        return key in self._own or key in _listed()


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, Gender]:
    found: dict[str, Gender] = {}
    for language in _LANGUAGES:
        provider = import_module(f"faker.providers.person.{language}").Provider
        male = {plain(name) for name in getattr(provider, "first_names_male", ())}
        female = {plain(name) for name in getattr(provider, "first_names_female", ())}
        for name in male | female:
            found.setdefault(name, "?" if name in male and name in female else "m" if name in male else "f")
    return found
