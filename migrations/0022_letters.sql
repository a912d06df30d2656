-- The letter of the week to the authors of a channel: on Mondays, at most once each.

-- No row: the letter comes.
CREATE TABLE letter_switches (
    person_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    is_on INTEGER NOT NULL,
    PRIMARY KEY (person_id, channel_id)
) STRICT, WITHOUT ROWID;

-- Written before the letter is sent; `empty`: there was nothing to tell, so none is sent.
CREATE TABLE letters (
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    -- the Monday it comes on, by the channel's calendar: '2026-11-23'
    week TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'unknown', 'empty')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    error TEXT,
    PRIMARY KEY (channel_id, week, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX letters_open ON letters (person_id) WHERE state = 'sending';
