-- What becomes of posts that are late, and times in which Telegram takes none of a channel.

ALTER TABLE channels ADD COLUMN late_policy TEXT NOT NULL DEFAULT 'ask'
    CHECK (late_policy IN ('publish', 'ask', 'skip'));

-- Its author was asked and wants it out: how late it is by now does not matter any more.
ALTER TABLE publications ADD COLUMN is_late_wanted INTEGER NOT NULL DEFAULT 0;

CREATE TABLE outages (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    began_at INTEGER NOT NULL,
    -- in a row, without a send in between that Telegram took
    refusals INTEGER NOT NULL,
    reason TEXT NOT NULL,
    -- people know of it; of one that nobody was told of, nobody is told the end
    told_at INTEGER,
    ended_at INTEGER
) STRICT;
