-- Where subscribers come from: named invite links and `/start ref_…`, joins and leaves.

CREATE TABLE subscriber_sources (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- of `ref_<token>`
    token TEXT NOT NULL UNIQUE,
    -- Telegram's invite link into the channel; NULL when the bot may make none
    invite_link TEXT UNIQUE,
    created_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- the link leads nowhere any more, its numbers stay
    closed_at INTEGER
) STRICT;
CREATE INDEX subscriber_sources_channel ON subscriber_sources (channel_id, id);

-- One stay of one person in a channel; who comes again has another one.
CREATE TABLE stays (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    -- NULL: by none of our links
    source_id INTEGER REFERENCES subscriber_sources ON DELETE SET NULL,
    left_at INTEGER,
    PRIMARY KEY (channel_id, person_id, joined_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX stays_source ON stays (source_id, joined_at) WHERE source_id IS NOT NULL;

-- A departure that was told before its arrival, or whose arrival was never told.
CREATE TABLE departures (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    left_at INTEGER NOT NULL,
    PRIMARY KEY (channel_id, person_id, left_at)
) STRICT, WITHOUT ROWID;

-- Who pressed Start by `ref_…`; the first time counts.
CREATE TABLE starts (
    source_id INTEGER NOT NULL REFERENCES subscriber_sources ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    PRIMARY KEY (source_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX starts_person ON starts (person_id);
