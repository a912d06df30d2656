-- Where subscribers come from: named invite links and `/start ref_…`, arrivals and departures.

CREATE TABLE subscriber_sources (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- the name in one case: two that are open in a channel do not look alike
    name_key TEXT NOT NULL,
    -- of `ref_<token>`
    token TEXT NOT NULL UNIQUE,
    -- Telegram's invite link into the channel; NULL when there is none (yet)
    invite_link TEXT UNIQUE,
    created_by INTEGER NOT NULL,
    -- the message with the name, of the chat with `created_by`: dispatched again, it makes no other
    message_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- the link leads nowhere any more, its numbers stay
    closed_at INTEGER,
    UNIQUE (created_by, message_id)
) STRICT;
CREATE INDEX subscriber_sources_channel ON subscriber_sources (channel_id, id);
CREATE UNIQUE INDEX subscriber_sources_name ON subscriber_sources (channel_id, name_key)
    WHERE closed_at IS NULL;

-- What Telegram told of people who came to a channel and left it. It is kept as it was told, each
-- once, and the stays are read from it: so neither order nor repetition makes a difference.
-- `update_id` orders what happened in the same second.
CREATE TABLE moves (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    update_id INTEGER NOT NULL,
    is_arrival INTEGER NOT NULL,
    -- of an arrival; NULL: by none of our links
    source_id INTEGER REFERENCES subscriber_sources ON DELETE SET NULL,
    PRIMARY KEY (channel_id, person_id, moved_at, update_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX moves_of_source ON moves (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX moves_by_link ON moves (person_id) WHERE source_id IS NOT NULL;

-- Who pressed Start by `ref_…`; the first time counts.
CREATE TABLE starts (
    source_id INTEGER NOT NULL REFERENCES subscriber_sources ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    PRIMARY KEY (source_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX starts_person ON starts (person_id);

-- Arrivals are noted from this moment on; NULL: since the channel was connected.
ALTER TABLE channels ADD COLUMN moves_since_at INTEGER;
UPDATE channels SET moves_since_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000;
