"""Who writes, receives, approves and signs: persons, authorities, references and the corner of an approval."""

from dataclasses import dataclass
from datetime import date

from merilo.documents.declension import Case, Gender, decline_name, decline_post, initials_first, name_with_initials
from merilo.documents.papers.blocks import BLANK_DAY, BLANK_SIGN, Corner, Signature
from merilo.documents.typography import day

_OWN = {Case.DATIVE: ("name_dative", "post_dative"), Case.GENITIVE: ("name_genitive", "post_genitive")}


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a post. A form in another case that a human wrote is printed as it is.

    The name is «Фамилия Имя Отчество»; `gender` is needed only where the name does not tell it.
    """

    name: str
    post: str = ""
    name_dative: str = ""
    post_dative: str = ""
    name_genitive: str = ""
    post_genitive: str = ""
    gender: Gender | None = None

    def named(self, case: Case) -> str:
        """The full name in a case."""
        return decline_name(self.name, case, self._own(case, 0), gender=self.gender)

    def posted(self, case: Case) -> str:
        """The post in a case."""
        return decline_post(self.post, case, self._own(case, 1))

    def short(self, case: Case = Case.NOMINATIVE) -> str:
        """The surname with initials after it: «Иванову И. И.»."""
        return name_with_initials(self.name, case, self._own(case, 0), gender=self.gender)

    @property
    def signature(self) -> Signature:
        """The line where this person signs."""
        return Signature(capital(self.post), initials_first(self.name))

    def _own(self, case: Case, which: int) -> str:
        names = _OWN.get(case)
        return str(getattr(self, names[which])) if names else ""


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority as its letterhead shows it: `above` is what stands over its name, `contacts` what stands under."""

    name: str
    head: Person
    contacts: tuple[str, ...] = ()
    above: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """The date and number of a paper."""

    number: str
    on: date

    def __str__(self) -> str:
        return f"от\u00a0{day(self.on)} №\u00a0{self.number}"


@dataclass(frozen=True, slots=True)
class Approval:
    """The corner that says by whom or by what a paper is approved, or to what it is an annex."""

    lines: tuple[str, ...]

    @property
    def corner(self) -> Corner:
        return Corner(self.lines)


def approved_by(person: Person, on: date | None = None) -> Approval:
    """«УТВЕРЖДАЮ» with a line to sign; without a date there is a blank for it."""
    line = f"{BLANK_SIGN} {initials_first(person.name)}"
    posts = (capital(person.post),) if person.post else ()
    return Approval(("УТВЕРЖДАЮ", *posts, line, day(on) if on else BLANK_DAY))


def approved_in(document: str, word: str = "УТВЕРЖДЕНО") -> Approval:
    """Approved by another paper, named in the instrumental: «протоколом заседания …»."""
    return Approval((word, document))


def annex_to(document: str, number: int = 0) -> Approval:
    """An annex to another paper, named in the dative: «протоколу от … № …»; without a number there is only one."""
    return Approval((f"Приложение {number}" if number else "Приложение", f"к\u00a0{document}"))


def capital(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]
