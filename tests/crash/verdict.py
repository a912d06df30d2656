"""What must hold after a walk, however often the bot died on the way."""

from tests.crash.stage import Stage, words
from tests.crash.walk import ALBUM, LONG, PUBLISHED, THIRD, Walk, expected_texts

# Answers to a call that was made before, and to probes: nobody sees anything of them.
_HARMLESS = ("message is not modified", "query is too old", "message to react not found")


def judge(walk: Walk) -> None:
    """Everything that the promises say, by what the channel, the chats and the store show."""
    stage = walk.stage
    try:
        _judge_channel(walk)
        _judge_store(stage)
        _judge_digest(walk)
        refused = {call.description or "" for call in stage.world.refusals}
        assert not [text for text in refused if not any(word in text for word in _HARMLESS)]
        assert " ERROR " not in stage.log
    except AssertionError as error:
        error.add_note(stage.report())
        raise


def _judge_channel(walk: Walk) -> None:
    stage = walk.stage
    messages = stage.channel()
    album = [message for message in messages if message.photo]
    assert walk.channel_texts() == [ALBUM, *expected_texts(LONG), PUBLISHED]
    assert [len(album), len({message.media_group_id for message in album})] == [3, 1]
    assert [message.message_id for message in album] == sorted(m.message_id for m in album)
    first = messages[-1]
    assert [(e.type, e.offset, e.length, e.url) for e in first.entities or []] == [
        ("bold", 0, 12, None),
        ("text_link", 14, 5, "https://example.com/case"),
        ("hashtag", 43, 5, None),
        ("hashtag", 50, 4, None),
    ]
    head, tail = (message for message in messages if words(message) in expected_texts(LONG))
    if "Long headline: It is published" not in walk.questions:
        assert tail.reply_to_message is not None
        assert tail.reply_to_message.message_id == head.message_id


def _judge_store(stage: Stage) -> None:
    posts = stage.query("SELECT state, text FROM posts ORDER BY id")
    assert [state for state, _ in posts] == ["published"] * 3 + ["draft"]
    assert posts[2][1] == LONG
    assert posts[3][1] == THIRD
    texts = {row[0] for row in stage.query("SELECT text FROM revisions")}
    assert {LONG, THIRD, ALBUM} <= texts
    updates = stage.query("SELECT min(id), max(id), count(*), count(done_at) FROM updates")
    first, last, known, done = (int(str(number)) for number in updates[0])
    assert known == last - first + 1
    assert done == known
    assert stage.query("SELECT count(*) FROM publications WHERE is_notice_due = 1") == [(0,)]


def _judge_digest(walk: Walk) -> None:
    states = walk.digest_states()
    assert len(states) == 1
    if states == ["unknown"]:
        assert len(walk.digests()) <= 1
        assert any("unknown outcome" in words(message) for message in walk.stage.answers())
    else:
        assert states == ["sent"]
        assert len(walk.digests()) == 1
