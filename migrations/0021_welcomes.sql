-- A welcome of a source: up to five messages to those who came by it and pressed Start.

-- A step that was removed keeps its number, so that no other one is taken for it.
CREATE TABLE welcome_steps (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES subscriber_sources ON DELETE CASCADE,
    -- after the person came
    delay_minutes INTEGER NOT NULL CHECK (delay_minutes >= 0),
    -- when the delay was chosen: nobody is to have got a message before that
    timed_at INTEGER NOT NULL,
    text TEXT NOT NULL,
    entities TEXT NOT NULL,
    media TEXT NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX welcome_steps_source ON welcome_steps (source_id, delay_minutes)
    WHERE removed_at IS NULL;

-- One welcome of one person in a channel, the first source counts: nobody is welcomed twice.
CREATE TABLE welcomes (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES subscriber_sources ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')),
    began_at INTEGER NOT NULL,
    -- the delay of the last step that is over; NULL: none is
    passed_minutes INTEGER,
    -- when the next step is due; NULL: none is to come
    due_at INTEGER,
    UNIQUE (channel_id, person_id)
) STRICT;
CREATE INDEX welcomes_due ON welcomes (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX welcomes_source ON welcomes (source_id, state);
CREATE INDEX welcomes_person ON welcomes (person_id);

-- Written before the message is sent: one whose answer was lost is not sent again.
CREATE TABLE welcome_deliveries (
    welcome_id INTEGER NOT NULL REFERENCES welcomes ON DELETE CASCADE,
    step_id INTEGER NOT NULL REFERENCES welcome_steps ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'unknown')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    error TEXT,
    PRIMARY KEY (welcome_id, step_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX welcome_deliveries_open ON welcome_deliveries (welcome_id) WHERE state = 'sending';
CREATE INDEX welcome_deliveries_step ON welcome_deliveries (step_id, state);
