-- A welcome of a source: up to five messages to those who came by it and pressed Start.

CREATE TABLE welcome_steps (
    source_id INTEGER NOT NULL REFERENCES subscriber_sources ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- after the person came
    delay_minutes INTEGER NOT NULL,
    text TEXT NOT NULL,
    entities TEXT NOT NULL,
    media TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (source_id, position)
) STRICT, WITHOUT ROWID;

-- One welcome of one person in a channel, the first source counts: nobody is welcomed twice.
CREATE TABLE welcomes (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES subscriber_sources ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')),
    began_at INTEGER NOT NULL,
    -- the step that comes next, and when; NULL: none
    position INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    UNIQUE (channel_id, person_id)
) STRICT;
CREATE INDEX welcomes_due ON welcomes (due_at, id) WHERE due_at IS NOT NULL;

-- Insert-only: a message whose answer was lost is not sent again.
CREATE TABLE welcome_deliveries (
    welcome_id INTEGER NOT NULL REFERENCES welcomes ON DELETE CASCADE,
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'unknown')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    error TEXT,
    PRIMARY KEY (welcome_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX welcome_deliveries_open ON welcome_deliveries (welcome_id) WHERE state = 'sending';
