"""Whatever a reader changes and wherever they go: each day once, each post once, none lost."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.digests import Frequency
from tests.services.archives import open_archive
from tests.services.test_mailing import Post

_ZONES = st.sampled_from([
    "Europe/Moscow", "Asia/Vladivostok", "Pacific/Auckland", "Pacific/Honolulu", "America/Nuuk",
    "Australia/Lord_Howe", "Pacific/Kiritimati", "Africa/Casablanca", "Asia/Kathmandu",
])  # fmt: skip
_STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 40)),
    st.tuples(st.just("zone"), _ZONES),
    st.tuples(st.just("minute"), st.integers(0, 1439)),
    st.tuples(st.just("frequency"), st.sampled_from(["daily", "weekdays", "twice", "weekly"])),
    st.tuples(st.just("pause"), st.integers(0, 10)),
)


@given(steps=st.lists(_STEPS, max_size=12))
@settings(max_examples=12, deadline=None)
async def test_each_period_comes_once_and_each_post_is_told_once(steps):
    with TemporaryDirectory() as folder:
        async with open_archive(Path(folder)) as archive:
            post = Post(archive, await archive.connect())
            person = await post.subscribe(2)
            channel_id, count = post.channel.id, 0
            for name, value in [*steps, ("pause", 0), ("frequency", "daily"), ("wait", 60)]:
                match name:
                    case "zone":
                        await post.subscribing.set_zone(person, channel_id, value)
                    case "minute":
                        await post.subscribing.set_minute(person, channel_id, value)
                    case "frequency":
                        await post.subscribing.set_frequency(person, channel_id, Frequency(value))
                    case "pause":
                        await post.subscribing.pause_for(person, channel_id, value)
                    case _:
                        await post.publish(f"Пост {count}", post.clock.moment)
                        count += 1
                        for _ in range(value):
                            await post.run(post.clock.moment + timedelta(hours=1))
            told = Counter(title for digest in post.letters.of(2) for title in digest)
            assert set(told.values()) == {1}
            assert set(told) == {f"Пост {number}" for number in range(count)}
            rows = await post.db.fetch_all("SELECT period FROM deliveries WHERE state = 'sent'")
            assert len(rows) == len({row["period"] for row in rows}) == len(post.letters.sent)
