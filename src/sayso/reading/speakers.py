"""Who speaks: the parties that each source refers to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.data import PartyKind, Spans
from sayso.lexicon import words as class_of
from sayso.reading.antecedents import Antecedents
from sayso.reading.attributed import Attribution
from sayso.reading.cast import Cast
from sayso.reading.descriptions import Descriptions
from sayso.reading.joint import JointDescriptions
from sayso.reading.members import Member
from sayso.reading.named import Name
from sayso.reading.noun_phrases import NounPhrases, Phrase
from sayso.reading.unnamed import Unnamed, is_inanimate
from sayso.text.quotations import find_quotations

_BLANK_LINE = re.compile(r"(?<=\S)[^\S\n]*\n[^\S\n]*\n")
_PRONOUNS = ("pronoun_female", "pronoun_male", "pronoun_plural", "pronoun_neuter")
_BY = frozenset({"by", "from"})
# How many words may name the author of a report.
_LONGEST_AUTHOR = 20


class Speakers:
    """Resolves the sources of one text; `authors` are whoever speaks by its latest report, poll or letter."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.words = cast, cast.words
        self.authors: dict[str, list[Member]] = {}
        self.phrases = NounPhrases(cast)
        self.unnamed = Unnamed(cast)
        self.antecedents = Antecedents(cast, find_quotations(cast.words.text))
        self.joint = JointDescriptions(cast, self.antecedents)
        self.descriptions = Descriptions(cast, self.antecedents, self.unnamed)

    def of_all(self, attributions: Sequence[Attribution]) -> list[tuple[Member, ...]]:
        """The speakers of each attribution, in the order given.

        Sources are read in the order of the text; 'I' and 'we' in a quotation at last, when it is known
        whose words it holds.
        """
        found: list[tuple[Member, ...]] = [()] * len(attributions)
        order = sorted(range(len(attributions)), key=lambda at: _position(attributions[at]))
        later = []
        for at in order:
            phrases = self._phrases(attributions[at].source)
            if not phrases:
                continue
            if self._is_first_person(phrases[0]):
                later.append((at, phrases[0]))
                continue
            found[at] = tuple(dict.fromkeys(self._read(phrases, attributions[at])))
            self.antecedents.spoken.remember(phrases[0][0], found[at])
        voices = self._voices(attributions, found) if later else {}
        for at, phrase in later:
            position = self.words.starts[phrase[0]]
            found[at] = voices.get(self.antecedents.quotation_at(position), ())
            for member in found[at]:
                self.cast.refer(member, *phrase)
        return found

    def of_words(self, spans: Spans, attribution: Attribution) -> tuple[Member, ...]:
        """Everybody to whom these words beside an attribution refer: addressees, carriers."""
        found: list[Member] = []
        for span in spans:
            phrases = self._phrases((span,))
            if phrases and not self._is_first_person(phrases[0]):
                found.extend(self._read(phrases, attribution))
        return tuple(dict.fromkeys(found))

    def _phrases(self, spans: Spans) -> list[Phrase]:
        """The words of a source, a phrase for each piece, up to a blank line; marks at the edges left out."""
        phrases = []
        forms = self.words.forms
        for span in sorted(spans):
            first = self.words.at(span.start)
            blank = _BLANK_LINE.search(self.words.text, span.start, span.end)
            last = bisect_left(self.words.starts, blank.start() if blank else span.end)
            while first < last and not forms[first].word[:1].isalnum():
                first += 1
            while last > first and not (forms[last - 1].word[-1:].isalnum() or forms[last - 1].acronym):
                last -= 1
            if first < last and (phrase := self._noun_phrase(first, last)):
                phrases.append(phrase)
        return phrases

    def _noun_phrase(self, first: int, last: int) -> Phrase | None:
        """The noun phrase that a source means: without a preposition, with its article and whole names."""
        words = self.words
        while first < last and words.lower(first) in class_of("preposition"):
            after = words.lower(first + 1)
            if after[:1].isdigit() or after in {"least", "most"}:
                break  # 'about 200 delegates', 'at least one'
            first += 1
        if first == last:
            return None
        if (cut_off := self.cast.name_over(first)) is not None:
            first = cut_off.first
        if (cut_off := self.cast.name_over(last)) is not None:
            last = cut_off.last + 1
        while first - 1 in self.cast.names.adjectives:
            first -= 1  # 'Norwegian', cut off from 'president'
        articled = words.lower(first - 1) in class_of("article")
        if articled and words.paragraph(first - 1) == words.paragraph(first):
            first -= 1
        return first, last

    def _is_first_person(self, phrase: Phrase) -> bool:
        begin, end = phrase
        return self.words.lower(begin) in class_of("pronoun_first") and end - begin <= 2

    def _voices(
        self, attributions: Sequence[Attribution], found: list[tuple[Member, ...]]
    ) -> dict[int, tuple[Member, ...]]:
        """Whose words each quotation holds, by its index."""
        voices: dict[int, tuple[Member, ...]] = {}
        quotations, starts = self.antecedents.quotations, self.antecedents.quotation_starts
        for attribution, speakers in zip(attributions, found, strict=True):
            for span in attribution.content if speakers else ():
                at = bisect_right(starts, span.start)
                at = at - 1 if at and quotations[at - 1].end > span.start else at
                while at < len(quotations) and quotations[at].start < span.end:
                    voices.setdefault(at, speakers)
                    at += 1
        for at, quotation in enumerate(quotations):
            if quotation.continues and at in voices:
                voices.setdefault(at + 1, voices[at])
        for at in range(len(quotations) - 1, 0, -1):
            if quotations[at - 1].continues and at in voices:
                voices.setdefault(at - 1, voices[at])
        return voices

    def _read(self, phrases: list[Phrase], attribution: Attribution) -> list[Member]:
        """Everybody to whom a source in these pieces refers: one piece counts, with a name where one has."""
        begin, end = max(phrases, key=lambda limits: bool(self.cast.named_in(*limits)))
        members: list[Member] = []
        coordinated = self.phrases.coordinated(begin, end)
        if len(coordinated) > 1 and self.joint.is_joint(*coordinated[0]):
            del coordinated[0]  # 'the two ministers, Ilse Brandt and Tomas Karel'
        for first, last in coordinated:
            if first < last:
                members.extend(self._refers_to(first, last, attribution))
        return members

    def _refers_to(self, begin: int, end: int, attribution: Attribution) -> list[Member]:
        """Whom one noun phrase refers to."""
        name = self.phrases.name_at_head(begin, end) or self._behind_body(begin, end)
        if name is not None:
            return [self.cast.of_name[id(name)]]
        cut = self.phrases.end_of_head(begin, end)
        if cut - begin == 1 and (found := self._pronoun(begin, attribution)) is not None:
            return [self._mentioned(member, begin, cut) for member in found]
        around = self.cast.mention_around(begin, end)
        if around is not None:
            return [self.cast.of_name[id(around)]]
        if is_inanimate(self.words.lower(cut - 1)):
            return self._behind_thing(begin, cut, end, attribution)
        inside = self.cast.named_in(begin, cut)
        if inside:
            return [self._beside_name(inside[-1], begin, cut, end, attribution)]
        return self._without_name(begin, cut, end, attribution)

    def _behind_body(self, begin: int, end: int) -> Name | None:
        """The person named at the end, right behind a body: 'president of the Coffee Board Josef Holt'."""
        *_, body, person = [None, None, *self.cast.named_in(begin, end)]
        if body is None or person is None or person.kind is not PartyKind.PERSON:
            return None
        titled = self.words.lower(begin) in class_of("role") or self.words.lower(begin + 1) in class_of(
            "role"
        )
        return person if titled and person.last == end - 1 and body.last == person.first - 1 else None

    def _without_name(self, begin: int, cut: int, end: int, attribution: Attribution) -> list[Member]:
        """Whom a noun phrase refers to that holds no name before its first preposition, at `cut`."""
        adjectives = self.cast.names.adjectives
        adjective = next((adjectives[at] for at in range(begin, cut) if at in adjectives), None)
        if adjective and self.words.lower(cut - 1) in class_of("administration_head"):
            return [self._mentioned(self.cast.state(adjective), begin, cut)]
        if adjective and cut - begin == 1:
            return [self.cast.state(adjective)]
        if all(self._says_nothing(at) for at in range(begin, cut)):
            return []
        if self.joint.is_joint(begin, cut):
            return [self._mentioned(member, begin, cut) for member in self.joint.of(begin, cut)]
        if again := self.joint.again(begin, cut):
            return [self._mentioned(member, begin, cut) for member in again]
        known = self.descriptions.of(begin, cut, end, adjective, attribution.content)
        if known is not None:
            return [self._mentioned(known, begin, cut)]
        return [self._stranger(begin, end, cut, adjective, attribution)]

    def _mentioned(self, member: Member, begin: int, end: int) -> Member:
        self.cast.refer(member, begin, end)
        return member

    def _beside_name(self, name: Name, begin: int, cut: int, end: int, attribution: Attribution) -> Member:
        """Whom a phrase means whose head is a common noun behind a name."""
        noun = self.words.lower(cut - 1)
        if noun in class_of("epithet") and self.words.lower(begin) == "the":
            known = self.descriptions.of(begin, cut, end, None, attribution.content)
            if known is not None:
                return self._mentioned(known, begin, cut)
        return self.unnamed.owned(name, noun, begin, end, cut)

    def _pronoun(self, index: int, attribution: Attribution) -> list[Member] | None:
        """Whom a pronoun at this word stands for; None where it is no pronoun."""
        lower = self.words.lower(index)
        if lower in class_of("relative"):
            return self._before_relative(index)
        if any(lower in class_of(kind) for kind in _PRONOUNS):
            return self.antecedents.of_pronoun(index, attribution.content)
        return None

    def _before_relative(self, index: int) -> list[Member]:
        """Whom 'who' or 'which' stands for."""
        phrase = self.antecedents.noun_phrase_before(index)
        if phrase is None:
            return []
        if isinstance(phrase, Name):
            return [self.cast.of_name[id(phrase)]]
        if is_inanimate(self.words.lower(phrase[1] - 1)):
            return []
        return [self.unnamed.labelled(*phrase, phrase[1])]

    def _behind_thing(self, begin: int, cut: int, end: int, attribution: Attribution) -> list[Member]:
        """Who speaks by a letter or report: whoever owns it, or the author named; else nobody."""
        owner = self.words.lower(begin)
        if owner in {"his", "her"}:
            gender = "m" if owner == "his" else "f"
            person = self.antecedents.person_before(begin, gender, attribution.content)
            return [self._mentioned(person, begin, begin + 1)] if person is not None else []
        known = self._named_owners(begin, cut)
        if not known and self.words.lower(cut) in _BY and cut + 1 < end <= cut + _LONGEST_AUTHOR:
            known = self._refers_to(cut + 1, end, attribution)
        thing = self.words.lower(cut - 1).removesuffix("s")
        if known:
            self.authors[thing] = known
        elif owner in {"the", "this"}:
            return self.authors.get(thing, [])
        return known

    def _named_owners(self, begin: int, cut: int) -> list[Member]:
        """Who is named before a letter or report: an organization if there is one."""
        members = [self.cast.of_name[id(name)] for name in self.cast.named_in(begin, cut)]
        bodies = [one for one in members if one.kind in (PartyKind.ORGANIZATION, PartyKind.OUTLET)]
        return bodies[:1] or members[-1:]

    def _stranger(
        self, begin: int, end: int, cut: int, adjective: str | None, attribution: Attribution
    ) -> Member:
        """Somebody without a name; 'his aide' is affiliated to whom 'his' stands for."""
        owner = self.words.lower(begin)
        if owner in {"his", "her"}:
            member = self.unnamed.labelled(begin, end, cut)
            gender = "m" if owner == "his" else "f"
            if member.affiliation is None:
                member.affiliation = self.antecedents.person_before(begin, gender, attribution.content)
            return member
        return self.unnamed.of_whom(begin, end, cut, adjective)

    def _says_nothing(self, at: int) -> bool:
        """Whether a word can't be somebody: a mark, 'this', 'said'."""
        lower = self.words.lower(at)
        return lower in class_of("pointing") or lower in class_of("reporting") or not lower[:1].isalnum()


def _position(attribution: Attribution) -> tuple[int, int]:
    """Where an attribution stands in the text: at its source, or else its cue or content."""
    spans = attribution.source or attribution.cue or attribution.content
    return (spans[0].start, spans[0].end) if spans else (0, 0)
