-- The exact meter: its session, what its looks gave, and which posts it reads next.

CREATE TABLE meter_sessions (
    bot_id INTEGER PRIMARY KEY,
    session TEXT NOT NULL
) STRICT;

-- What the meter got in a channel, for the owners to be told once: JSON of a metric to the number
-- of posts that had it, among so many `posts`; or the trouble that keeps it from reading.
CREATE TABLE meterings (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    gave TEXT NOT NULL,
    posts INTEGER NOT NULL,
    trouble TEXT,
    looked_at INTEGER NOT NULL,
    told_at INTEGER
) STRICT;

-- Passes over the posts of a channel, newest first: the fresh often, all of them seldom.
CREATE TABLE meter_passes (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    reach TEXT NOT NULL CHECK (reach IN ('fresh', 'month', 'all')),
    due_at INTEGER NOT NULL,
    -- where the pass goes on: the last post that it read; NULL at its beginning
    before_at INTEGER,
    before_id INTEGER,
    PRIMARY KEY (channel_id, reach)
) STRICT, WITHOUT ROWID;
CREATE INDEX meter_passes_due ON meter_passes (due_at);
