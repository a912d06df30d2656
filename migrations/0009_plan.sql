-- The weekly slots of channels, and series of posts with one content.

-- 0: the default slots count, and the table holds none of the channel's
ALTER TABLE channels ADD COLUMN has_own_slots INTEGER NOT NULL DEFAULT 0;

CREATE TABLE slots (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    -- Monday is 0
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    -- since local midnight
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    -- the tag, without #, of the only posts that may take it; empty: any
    rubric TEXT NOT NULL,
    PRIMARY KEY (channel_id, weekday, minute)
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    -- the moment that it was made for; its publication may have been moved since
    made_for_at INTEGER NOT NULL
) STRICT;
CREATE INDEX series_source ON series (source_id, made_for_at);

-- Whether another post goes out at a moment, and which ones a week has.
CREATE INDEX publications_planned ON publications (channel_id, planned_at)
    WHERE state IN ('due', 'sending', 'late');
