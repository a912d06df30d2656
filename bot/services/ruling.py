"""House rules: kept by owners, looked at before publishing, overridden with a remark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.clock import Clock
from bot.domain import rules as house
from bot.domain.authorship import Maker
from bot.domain.journal import Deed
from bot.domain.posts import Finding, FindingKind, Post, check
from bot.domain.publications import layout
from bot.domain.rules import Evidence, Level, Params, Place, Rule, RuleKind, Violation
from bot.domain.team import Action
from bot.domain.texts import cut_around
from bot.errors import NotAllowed, NotFound, Unready
from bot.services.drafting import Drafting
from bot.services.marking import share_of_model
from bot.services.registering import Registering
from bot.services.saving import save_content
from bot.services.stemming import stem_of
from bot.services.tracing import NO_FACTS, TracedFacts
from storage import journal, questions, rules, sources
from storage.db import Database, Session
from storage.rules import Override

_ORDER = {rule.kind: number for number, rule in enumerate(house.READY)}
_MOST_QUOTED = 60


class FactFinder(Protocol):
    """Knows what of a post its sources say."""

    async def facts(self, post: Post) -> TracedFacts:
        """The facts of the post's own text, places in UTF-16 units; none without a source."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be known of a post before it is published; `overrides` by a violation's mark.

    `questions` are those of its writer to its author, `model_share` the part of its words that
    a model wrote.
    """

    findings: tuple[Finding, ...] = ()
    violations: tuple[Violation, ...] = ()
    overrides: Mapping[str, Override] = field(default_factory=dict)
    facts: TracedFacts = NO_FACTS
    questions: tuple[str, ...] = ()
    model_share: float = 0.0

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.findings) + len(self.violations)

    @property
    def broken(self) -> list[Violation]:
        """Errors that nobody has overridden: they block publishing."""
        return [
            violation
            for violation in self.violations
            if violation.is_error and violation.mark not in self.overrides
        ]


class Ruling:
    """The only writer of house rules, and the judge of what they say of a post."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        registering: Registering,
        drafting: Drafting,
        facts: FactFinder | None = None,
    ) -> None:
        self._db = db
        self._clock = clock
        self._registering = registering
        self._drafting = drafting
        self._facts = facts

    async def list_rules(self, person_id: int, channel_id: int) -> list[Rule]:
        """The rules of a channel, ready ones first; those that are new to it are added, off.

        Raises:
            NotAllowed: the person is no owner.
        """
        self._require_owner(person_id)
        known = await rules.list_rules(self._db, channel_id)
        missing = [rule for rule in house.READY if rule.kind not in {item.kind for item in known}]
        if missing:
            async with self._db.transaction() as session:
                for rule in missing:
                    await rules.insert(
                        session, channel_id, rule, person_id=person_id, now=self._clock.now()
                    )
            known = await rules.list_rules(self._db, channel_id)
        return sorted(known, key=lambda rule: (_ORDER.get(rule.kind, len(_ORDER)), rule.id))

    async def get_rule(self, person_id: int, rule_id: int) -> tuple[int, Rule]:
        """The channel of a rule and the rule.

        Raises:
            NotAllowed: the person is no owner.
            NotFound: it was removed.
        """
        self._require_owner(person_id)
        found = await rules.get_rule(self._db, rule_id)
        if found is None:
            raise NotFound("error-rule-gone")
        return found

    async def change(
        self,
        person_id: int,
        rule_id: int,
        *,
        is_on: bool | None = None,
        level: Level | None = None,
        params: Params | None = None,
    ) -> Rule:
        """Switch a rule, set its level or its parameters; twice is as good as once."""
        channel_id, before = await self.get_rule(person_id, rule_id)
        rule = replace(
            before,
            is_on=before.is_on if is_on is None else is_on,
            level=level or before.level,
            params=params or before.params,
        )
        if rule == before:
            return rule
        async with self._db.transaction() as session:
            await rules.set_rule(session, rule, person_id=person_id, now=self._clock.now())
            await self._note(
                session, _deed_of(before, rule), person_id, channel_id, rule.kind.value
            )
        return rule

    async def add_words(self, person_id: int, channel_id: int, words: tuple[str, ...]) -> Rule:
        """A list of words of the author's own, switched on; the same list is added once."""
        known = await self.list_rules(person_id, channel_id)
        own = (rule for rule in known if rule.is_own and rule.params.words == words)
        if rule := next(own, None):
            return rule
        rule = Rule(
            id=0,
            kind=RuleKind.WORDS,
            level=Level.ERROR,
            params=Params(words=words),
            is_on=True,
        )
        async with self._db.transaction() as session:
            rule_id = await rules.insert(
                session, channel_id, rule, person_id=person_id, now=self._clock.now()
            )
            await self._note(session, Deed.WORDS_ADDED, person_id, channel_id, ", ".join(words))
        assert rule_id is not None
        return replace(rule, id=rule_id)

    async def delete(self, person_id: int, rule_id: int) -> int:
        """Remove a list of the author's own; the channel it was of.

        Raises:
            NotAllowed: the person is no owner, or the rule is a ready one.
        """
        channel_id, rule = await self.get_rule(person_id, rule_id)
        if not rule.is_own:
            raise NotAllowed
        async with self._db.transaction() as session:
            await rules.delete(session, rule_id)
            words = ", ".join(rule.params.words)
            await self._note(session, Deed.WORDS_REMOVED, person_id, channel_id, words)
        return channel_id

    async def examine(self, post: Post) -> Report:
        """What Telegram and the channel's rules say of a post as it is now."""
        facts = await self._facts.facts(post) if self._facts else NO_FACTS
        findings = [
            *check(post.content, parts=len(layout(post.content))),
            *_untraced_finding(facts),
        ]
        asked = tuple(await questions.list_questions(self._db, post.id))
        share = await share_of_model(self._db, post)
        active = await self._active(post)
        if not active:
            return Report(tuple(findings), facts=facts, questions=asked, model_share=share)
        evidence = Evidence(
            sources=await self._addresses(post, active), untraced=_places(facts), model_share=share
        )
        violations = house.check(post.content, active, stem=stem_of, evidence=evidence)
        if any(violation.rule.kind is RuleKind.RUBRIC for violation in violations):
            findings = [item for item in findings if item.kind is not FindingKind.NO_RUBRIC]
        overrides = await rules.list_overrides(self._db, post.id)
        marks = {item.mark: item for item in overrides}
        return Report(tuple(findings), tuple(violations), marks, facts, asked, share)

    async def require_obeyed(self, post: Post) -> None:
        """Refuse a post that breaks the rules of its channel.

        Raises:
            Unready: an error stands that nobody has overridden.
        """
        broken = (await self.examine(post)).broken
        if broken:
            raise Unready("error-rules-broken", count=len(broken))

    async def override(self, person_id: int, post_id: int, remark: str) -> Post:
        """Let every error that stands now through, and keep why.

        Raises:
            NotAllowed: the person is neither an owner nor an editor of the channel.
        """
        post = await self._drafting.require_editable(person_id, post_id)
        await self._registering.rights.require(person_id, Action.OVERRIDE, post)
        marks = [violation.mark for violation in (await self.examine(post)).broken]
        if not marks:
            return post
        async with self._db.transaction() as session:
            await rules.insert_overrides(
                session, post.id, marks, remark=remark, person_id=person_id,
                now=self._clock.now(),
            )  # fmt: skip
            await self._note(
                session, Deed.OVERRIDDEN, person_id, post.channel_id, remark, post_id=post.id
            )
        return post

    async def repair(self, person_id: int, post_id: int, rule_id: int) -> Post:
        """Mend what may safely be mended of one rule; the post as it was when there is nothing."""
        async with self._db.transaction() as session:
            post = await self._drafting.require_editable(person_id, post_id)
            active = await self._active(post)
            for rule in (item for item in active if item.id == rule_id):
                # No repair needs what is untraced.
                evidence = Evidence(
                    sources=await self._addresses(post, active),
                    model_share=await share_of_model(self._db, post),
                )
                content = house.repair(post.content, rule, stem=stem_of, evidence=evidence)
                if content != post.content:
                    return await save_content(
                        session, self._registering.rights, post, content,
                        editor_id=person_id, now=self._clock.now(), maker=Maker.RULES,
                    )  # fmt: skip
            return post

    async def _active(self, post: Post) -> list[Rule]:
        if post.channel_id is None:
            return []
        known = await rules.list_rules(self._db, post.channel_id)
        return [rule for rule in known if rule.is_on]

    async def _addresses(self, post: Post, active: Sequence[Rule]) -> tuple[str, ...]:
        """Of the post's sources, where a rule asks for them."""
        if all(rule.kind is not RuleKind.SOURCE_LINK for rule in active):
            return ()
        used = await sources.list_of_post(self._db, post.id)
        return tuple(item.source.article.address for item in used if item.source.article.address)

    async def _note(
        self,
        session: Session,
        deed: Deed,
        person_id: int,
        channel_id: int | None,
        detail: str,
        *,
        post_id: int | None = None,
    ) -> None:
        await journal.insert(
            session, deed, channel_id=channel_id, person_id=person_id, post_id=post_id,
            now=self._clock.now(), detail=detail,
        )  # fmt: skip

    def _require_owner(self, person_id: int) -> None:
        self._registering.rights.require_owner(person_id)


def _deed_of(before: Rule, after: Rule) -> Deed:
    if (before.level, before.params) != (after.level, after.params):
        return Deed.RULES_CHANGED
    return Deed.RULE_ON if after.is_on else Deed.RULE_OFF


def _places(facts: TracedFacts) -> tuple[Place, ...]:
    return tuple(Place(item.fact.offset, item.fact.length) for item in facts.missing)


def _untraced_finding(facts: TracedFacts) -> list[Finding]:
    """What no source of the post says, quoted; nothing when all is found."""
    if not facts.missing:
        return []
    # A card is one message: eight whole quotations might not fit.
    words = (cut_around(item.fact.text, 0, _MOST_QUOTED)[0] for item in facts.missing[:8])
    quoted = ", ".join(f"“{word}”" for word in words)
    return [Finding(FindingKind.UNTRACED, count=len(facts.missing), words=quoted)]
