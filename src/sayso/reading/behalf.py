"""For whom somebody speaks: a spokesman for his company, a minister who tells what the country wants."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sayso import lexicon
from sayso.data import Party, PartyKind, Span, Spans
from sayso.reading.attributed import Attribution
from sayso.reading.carriers import sentence_around
from sayso.reading.parties import Found

# Whose words are those of the body that they belong to …
_MOUTHPIECE = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men|women)|(?<!trade )representatives?"
    r"|lawyers?|counsel|envoys?)\b",
    re.IGNORECASE,
)
# … and whose are those of their state or side, but not of the body at which they sit.
_DELEGATE = re.compile(r"\b(?:delegates?|negotiators?|ambassadors?)\b", re.IGNORECASE)
_SERVED = re.compile(r"\s+(?:for|of)\s+(?:the\s+)?", re.IGNORECASE)
_FOR = re.compile(r"\b(?:on\s+behalf\s+of|speaking\s+for)\s+", re.IGNORECASE)
_WE = re.compile(
    r"(?:^|[.!?,;:—–…“]|\b(?:that|but|and|if|what|because)\b)[\s“\"‘„«]{0,4}(?:we|our)\b", re.IGNORECASE
)
# Where the subject of a clause may begin: at the beginning, behind a mark or a conjunction.
_CLAUSE = re.compile(
    r"(?:^|[.!?;:—–…“\"‘„«]|\b(?:that|but|and|or|if|whether|while|although|though|because|what|why|how|when|as)\b)"
    r"[\s“\"‘„«]*(?P<article>the\s+)?",
    re.IGNORECASE,
)
_OWNS = re.compile("[’']s?\\b")
_GOVERNMENT = re.compile(
    r"(?:his|her|their|the|our|this)\s+(?:\w+\s+)?(?:government|administration|country|nation)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:his|her|their|the|our|this)\s+(?:\w+\s+)?(?:company|airline|firm|bank|group|union|party|campaign|network|"
    r"ministry|agency|department|commission|board|association|federation|institute|organi[sz]ation|delegation)\b",
    re.IGNORECASE,
)
# A person belongs to few bodies; more are only named beside him, and each costs time at each statement.
_MOST_HOMES = 6
# Bodies that there is one of in a state, and whose people speak of what the state does.
_NATIONAL = re.compile(
    r"\b(?:head|chief|chairman|chairwoman|president|director|manager|secretary|official)\b.{0,40}"
    r"\b(?:institute|federation|board|ministry|central\s+bank|association|chamber|council)\b",
    re.IGNORECASE | re.DOTALL,
)
_PEOPLE = (PartyKind.PERSON, PartyKind.UNNAMED)
_BODIES = (PartyKind.STATE, PartyKind.ORGANIZATION, PartyKind.GROUP, PartyKind.OUTLET)


class Behalf:
    """Answers for the attributions of one text, whose parties are found."""

    def __init__(self, text: str, attributions: Sequence[Attribution], found: Found) -> None:
        self.text, self.attributions, self.found = text, attributions, found
        self.parties = {party.id: party for party in found.parties}
        self.mentions = sorted((m, party.id) for party in found.parties for m in party.mentions)
        self.starts = [mention.start for mention, _ in self.mentions]
        self.named = self._words_for_speakers()
        states = [party for party in found.parties if party.kind is PartyKind.STATE]
        self.states = {party.name: party.id for party in states}
        ranked = sorted(states, key=lambda party: len(party.mentions), reverse=True)
        often = [len(party.mentions) for party in ranked[:2]] + [0, 0]
        self.main_state = ranked[0] if often[0] > max(1, 1.5 * often[1]) else None
        self.homes: dict[str, tuple[Party, ...]] = {}
        self.masters: dict[str, Party | None] = {}

    def of(self, at: int) -> tuple[str, ...]:
        """Whom the speakers of an attribution speak for, where the words say so."""
        attribution = self.attributions[at]
        if self._says_we(attribution) and self._we(at) is not None:
            return ()
        bodies: dict[str, None] = {}
        for speaker in self.found.speakers[at]:
            for body in self._spoken_for(self.parties[speaker], attribution):
                bodies[body.id] = None
        for party in self._named_behind_for(attribution):
            bodies[party] = None
        return tuple(body for body in bodies if body not in self.found.speakers[at])

    def resolved(self) -> Found:
        """The parties with 'we', in what a person says, meaning the body that he belongs to."""
        speakers = list(self.found.speakers)
        moved: dict[str, list[Span]] = {}
        left: dict[str, list[Span]] = {}
        for at, attribution in enumerate(self.attributions):
            body = self._we(at) if self._says_we(attribution) else None
            if body is not None:
                left.setdefault(speakers[at][0], []).append(attribution.source[0])
                moved.setdefault(body, []).append(attribution.source[0])
                speakers[at] = (body,)
        parties = []
        for party in self.found.parties:
            mentions = {*party.mentions, *moved.get(party.id, ())} - {*left.get(party.id, ())}
            parties.append(replace(party, mentions=tuple(sorted(mentions))))
        return replace(self.found, parties=tuple(parties), speakers=tuple(speakers))

    def _says_we(self, attribution: Attribution) -> bool:
        source = attribution.source
        return len(source) == 1 and source[0].of(self.text).lower() in ("we", "our")

    def _we(self, at: int) -> str | None:
        """The body that 'we' means as the source of an attribution; None where it is the speakers."""
        speakers, outer = self.found.speakers[at], self.attributions[at].within
        if len(speakers) != 1 or outer is None or speakers != self.found.speakers[outer]:
            return None
        home = self._home(self.parties[speakers[0]])
        return home[0].id if home else None

    def _spoken_for(self, speaker: Party, attribution: Attribution) -> Iterator[Party]:
        if speaker.kind not in _PEOPLE:
            return
        home = self._home(speaker)
        main = self.main_state if self._is_national(speaker, home) else None
        subjects, we = self._subjects(attribution.content) if home or main else (set(), False)
        if main is not None and main.id in subjects:
            yield main
        master = self._master(speaker)
        if master is not None:
            yield master
        if not home:
            return
        yield from (body for body in home if body.id in subjects)
        if "government" in subjects:
            yield from [body for body in home if body.kind is PartyKind.STATE][:1]
        if "company" in subjects:
            yield from [body for body in home if body.kind is not PartyKind.STATE][:1]
        if we:
            yield home[0]

    def _is_national(self, speaker: Party, home: tuple[Party, ...]) -> bool:
        """Whether a person has an office in a board or federation, no state being named beside."""
        if self.main_state is None or any(body.kind is PartyKind.STATE for body in home):
            return False
        named = self.named[speaker.id][:_MOST_HOMES]
        return any(_NATIONAL.search(self.text, span.start, span.end) for span in named)

    def _master(self, speaker: Party) -> Party | None:
        """Whose mouthpiece a person is called; None where he isn't called one."""
        if speaker.id not in self.masters:
            self.masters[speaker.id] = self._find_master(speaker)
        return self.masters[speaker.id]

    def _find_master(self, speaker: Party) -> Party | None:
        home = self._home(speaker)
        for span in self.named[speaker.id]:
            called = _MOUTHPIECE.search(self.text, span.start, span.end)
            behind = called and _SERVED.match(self.text, called.end())
            named = list(self._mentioned_at(behind.start(), behind.end())) if behind else []
            if named and named[-1] != speaker.id:
                return self.parties[named[-1]]
            if called and home:
                return home[0]
            if home and _DELEGATE.search(self.text, span.start, span.end):
                return home[0] if home[0].kind in (PartyKind.STATE, PartyKind.GROUP) else None
        return home[0] if home and _MOUTHPIECE.search(speaker.role or "") else None

    def _subjects(self, content: Spans) -> tuple[set[str], bool]:
        """The bodies that a content tells of, each where a clause begins; and whether it tells of 'us'."""
        subjects: set[str] = set()
        we = False
        for span in content:
            words = span.of(self.text)
            we = we or bool(_WE.search(words))
            for clause in _CLAUSE.finditer(words):
                first, last = span.start + clause.start(), span.start + clause.end()
                subjects.update(self._mentioned_at(first, last))
                after = clause.start("article") if clause["article"] else clause.end()
                if _GOVERNMENT.match(words, after):
                    subjects.add("government")
                elif _COMPANY.match(words, after):
                    subjects.add("company")
        return subjects, we

    def _mentioned_at(self, first: int, last: int) -> Iterator[str]:
        """The parties that have a mention which begins at one of these characters, and owns nothing."""
        for at in range(bisect_left(self.starts, first), bisect_right(self.starts, last)):
            if not _OWNS.match(self.text, self.mentions[at][0].end):
                yield self.mentions[at][1]

    def _mentioned_within(self, span: Span) -> Iterator[str]:
        for at in range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)):
            if self.mentions[at][0].end <= span.end:
                yield self.mentions[at][1]

    def _words_for_speakers(self) -> dict[str, list[Span]]:
        """The sources and mentions by which each person is called, beyond pronouns."""
        named: dict[str, list[Span]] = {
            party.id: [m for m in party.mentions if m.end - m.start > 4]
            for party in self.found.parties
            if party.kind in _PEOPLE
        }
        for attribution, speakers in zip(self.attributions, self.found.speakers, strict=True):
            if len(speakers) == 1 and speakers[0] in named:
                named[speakers[0]] += attribution.source
        return named

    def _home(self, speaker: Party) -> tuple[Party, ...]:
        """The bodies that a person belongs to, the nearest first."""
        if speaker.kind not in _PEOPLE:
            return ()
        if speaker.id not in self.homes:
            bodies: dict[str, None] = {}
            for body in [*self._chain(speaker), *self._beside(speaker)]:
                bodies[body] = None
                bodies.update(dict.fromkeys(self._chain(self.parties[body])))
            found = (self.parties[body] for body in bodies if body != speaker.id)
            self.homes[speaker.id] = tuple(islice(found, _MOST_HOMES))
        return self.homes[speaker.id]

    def _chain(self, party: Party) -> Iterator[str]:
        seen = {party.id}
        while party.affiliation and party.affiliation not in seen:
            seen.add(party.affiliation)
            party = self.parties[party.affiliation]
            if party.kind in _BODIES:
                yield party.id

    def _beside(self, speaker: Party) -> Iterator[str]:
        """The bodies that stand in the words by which somebody is called, states also as adjectives."""
        for span in self.named[speaker.id]:
            yield from (one for one in self._mentioned_within(span) if self.parties[one].kind in _BODIES)
            for word in span.of(self.text).split():
                known = lexicon.state_words().get(word.strip(".,"))
                if known and known.use == "demonym" and known.state in self.states:
                    yield self.states[known.state]

    def _named_behind_for(self, attribution: Attribution) -> list[str]:
        anchors = attribution.source + attribution.cue
        if not anchors:
            return []
        first, last = min(anchors).start, max(span.end for span in anchors)
        _, end = sentence_around(self.text, first, last)
        found = _FOR.search(self.text, first, end)
        return list(self._mentioned_at(found.end(), found.end() + 4)) if found else []
