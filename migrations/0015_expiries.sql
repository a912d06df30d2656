-- Published posts that are to be deleted, or unpinned, when their time is up.

CREATE TABLE expiries (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    ending TEXT NOT NULL CHECK (ending IN ('delete', 'unpin')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused', 'dropped')),
    -- who wanted it, and is told
    person_id INTEGER NOT NULL,
    -- the moment that people were shown; due_at moves when Telegram asks to wait
    ends_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    -- calls whose answer was lost
    losses INTEGER NOT NULL DEFAULT 0,
    is_notice_due INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, ending)
) STRICT, WITHOUT ROWID;
CREATE INDEX expiries_due ON expiries (due_at) WHERE state = 'waiting';
CREATE INDEX expiries_notice ON expiries (post_id) WHERE is_notice_due = 1;
