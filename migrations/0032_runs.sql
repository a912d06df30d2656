-- Runs: one sending to many. Digests are found by channel, so that one that is paused costs
-- nothing; and until when Telegram asked to wait, for the next process.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('digest', 'announcement')),
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    -- the announcement; NULL of digests
    subject_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('sending', 'paused', 'stopped', 'done')),
    total INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    unknown INTEGER NOT NULL DEFAULT 0,
    began_at INTEGER NOT NULL,
    -- NULL while anything is left of it
    ended_at INTEGER,
    -- what Telegram said when it was paused by itself
    reason TEXT,
    -- it goes for Telegram Stars, unless Telegram did not take that: why not
    is_paid INTEGER NOT NULL DEFAULT 0,
    paid_refused TEXT,
    -- when the state began, how many were done by then, and when the counts last changed
    state_at INTEGER NOT NULL,
    state_done INTEGER NOT NULL DEFAULT 0,
    counted_at INTEGER NOT NULL,
    -- `total` holds what was due by this moment
    due_until INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX runs_open ON runs (channel_id, kind, coalesce(subject_id, 0))
    WHERE ended_at IS NULL;
CREATE INDEX runs_ended ON runs (ended_at) WHERE ended_at IS NOT NULL;

-- The run that counts it. No key: what was sent is known longer than the run that sent it.
ALTER TABLE deliveries ADD COLUMN run_id INTEGER;

-- Whether a digest ever went out, or may have: deliveries are not kept for ever.
ALTER TABLE subscriptions ADD COLUMN is_delivered INTEGER NOT NULL DEFAULT 0;
UPDATE subscriptions SET is_delivered = 1 WHERE id IN (
    SELECT subscription_id FROM deliveries WHERE state IN ('sent', 'unknown', 'sending')
);
DROP INDEX subscriptions_due;
CREATE INDEX subscriptions_due ON subscriptions (channel_id, next_at, id)
    WHERE next_at IS NOT NULL;

-- Until when Telegram wants nothing in bulk.
CREATE TABLE send_holds (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    until_at INTEGER NOT NULL
) STRICT;
