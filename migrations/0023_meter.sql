-- The exact meter: its session, and what its first look at each channel gave.

CREATE TABLE meter_sessions (
    bot_id INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE meterings (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    -- what Telegram filled in for the bot: JSON of metric to how many posts had it
    gave TEXT NOT NULL,
    posts INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    measured_at INTEGER NOT NULL,
    -- the owners have been told what the first look gave
    told_at INTEGER,
    error TEXT
) STRICT;

CREATE TABLE meter_looks (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    due_at INTEGER NOT NULL,
    looked_at INTEGER
) STRICT;
CREATE INDEX meter_looks_due ON meter_looks (due_at, post_id);
