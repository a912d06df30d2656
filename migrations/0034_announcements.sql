-- Announcements: one message of an owner to the readers of a channel, in a run; who refuses them;
-- what owners chose for runs; the messages that tell owners how a run goes.

CREATE TABLE announcements (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    created_by INTEGER NOT NULL,
    -- the message that it was made of, in the chat with `created_by`: taken again, it is the same
    message_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    entities TEXT NOT NULL,
    media TEXT NOT NULL,
    -- a draft becomes confirmed or discarded; how far a confirmed one is, its run says
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'confirmed', 'discarded')),
    audience TEXT NOT NULL DEFAULT 'all'
        CHECK (audience IN ('all', 'rubric', 'source', 'language')),
    -- the id of the rubric or source, or the language; '' for all
    audience_key TEXT NOT NULL DEFAULT '',
    is_paid INTEGER NOT NULL DEFAULT 0,
    confirmed_at INTEGER,
    run_id INTEGER,
    -- '2026-11-22', the local day on which it was confirmed: so many a day
    day TEXT,
    -- begun up to this person, in the order of their ids; NULL: everybody was
    begun_to INTEGER DEFAULT 0,
    UNIQUE (created_by, message_id)
) STRICT;
CREATE INDEX announcements_day ON announcements (channel_id, day) WHERE state = 'confirmed';

-- Written before the message is sent; at most what is under way at one moment. `again`: known not
-- to have been sent.
CREATE TABLE announcement_flight (
    announcement_id INTEGER NOT NULL REFERENCES announcements ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('sending', 'again')),
    PRIMARY KEY (announcement_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_flight_person ON announcement_flight (person_id);

-- What came of it: insert-only.
CREATE TABLE announcement_deliveries (
    announcement_id INTEGER NOT NULL REFERENCES announcements ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    -- unreached: the person blocked the bot, or is no more
    state TEXT NOT NULL CHECK (state IN ('sent', 'failed', 'unreached', 'unknown')),
    settled_at INTEGER NOT NULL,
    PRIMARY KEY (announcement_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_deliveries_person ON announcement_deliveries (person_id);
CREATE INDEX announcement_deliveries_rest ON announcement_deliveries (announcement_id, state)
    WHERE state <> 'sent';

-- Readers who want no announcements of a channel; its digests go on.
CREATE TABLE announcement_refusals (
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    refused_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_refusals_channel ON announcement_refusals (channel_id);

-- What owners chose for the runs of a channel; no row: the defaults.
CREATE TABLE run_settings (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    -- 0: as many as there are
    announcements_a_day INTEGER NOT NULL DEFAULT 1,
    -- digests go for Telegram Stars; what Telegram said when it did not take that, of which owners
    -- were told; NULL: it took it since, or was not asked
    are_digests_paid INTEGER NOT NULL DEFAULT 0,
    paid_refused TEXT
) STRICT;

-- The message that tells an owner how a run goes: edited while it does, a report in the end.
CREATE TABLE run_messages (
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (run_id, person_id)
) STRICT, WITHOUT ROWID;

-- NULL: owners may still have to be told how it goes, or how it ended.
ALTER TABLE runs ADD COLUMN reported_at INTEGER;
CREATE INDEX runs_unreported ON runs (id) WHERE reported_at IS NULL;
CREATE INDEX runs_channel ON runs (channel_id, id);

-- Those in doubt are named to owners, those who could not be reached are counted.
CREATE INDEX deliveries_rest ON deliveries (run_id, state) WHERE state IN ('failed', 'unknown');
