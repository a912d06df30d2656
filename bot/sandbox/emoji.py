"""The emoji that stand for reactions (core.telegram.org/bots/api#reactiontypeemoji)."""

# fmt: off
REACTIONS = frozenset({
    "REACTIONS:", "frozenset[str]", "=", "frozenset(", "(",
})
# fmt: on
