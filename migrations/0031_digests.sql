-- Subscriptions with chosen days, quiet days, a pause, and a taste: which posts, how many, from how
-- many on. A CHECK cannot be changed: both tables are made anew, deliveries as they were.

CREATE TABLE new_subscriptions (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    frequency TEXT NOT NULL
        CHECK (frequency IN ('off', 'daily', 'weekdays', 'chosen', 'weekly', 'twice')),
    -- since local midnight
    minute INTEGER NOT NULL,
    -- of weekly ones, Monday 0
    weekday INTEGER NOT NULL,
    -- sets of weekdays, Monday is bit 0: those of 'chosen', and those on which nothing comes
    chosen INTEGER NOT NULL DEFAULT 0,
    quiet INTEGER NOT NULL DEFAULT 0,
    zone TEXT NOT NULL,
    -- '2026-12-01', the local day on which it begins again; NULL: no pause
    paused_until TEXT,
    scope TEXT NOT NULL DEFAULT 'all' CHECK (scope IN ('all', 'followed', 'except')),
    most INTEGER NOT NULL DEFAULT 10,
    at_least INTEGER NOT NULL DEFAULT 1,
    sorting TEXT NOT NULL DEFAULT 'best' CHECK (sorting IN ('best', 'time')),
    -- NULL: nothing is due
    next_at INTEGER,
    -- where the next period begins
    period_from_at INTEGER NOT NULL,
    -- counts what its person chose: a delivery that was made ready before is made ready anew
    version INTEGER NOT NULL DEFAULT 0,
    UNIQUE (person_id, channel_id)
) STRICT;
INSERT INTO new_subscriptions
    (id, person_id, channel_id, frequency, minute, weekday, zone, scope, next_at, period_from_at)
SELECT id, person_id, channel_id, frequency, minute, weekday, zone, scope, next_at, period_from_at
FROM subscriptions;

CREATE TABLE new_deliveries (
    subscription_id INTEGER NOT NULL REFERENCES new_subscriptions ON DELETE CASCADE,
    -- local date of the delivery, '2026-11-22': a repeated hour cannot make two
    period TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'unknown', 'empty')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    error TEXT,
    PRIMARY KEY (subscription_id, period)
) STRICT, WITHOUT ROWID;
INSERT INTO new_deliveries
SELECT subscription_id, period, state, started_at, finished_at, error FROM deliveries;

DROP TABLE deliveries;
DROP TABLE subscriptions;
ALTER TABLE new_subscriptions RENAME TO subscriptions;
ALTER TABLE new_deliveries RENAME TO deliveries;
CREATE INDEX subscriptions_due ON subscriptions (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_open ON deliveries (subscription_id) WHERE state = 'sending';

-- The rubrics that a digest of "all but some" leaves out.
CREATE TABLE subscription_rubrics (
    subscription_id INTEGER NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
    rubric_id INTEGER NOT NULL REFERENCES rubrics ON DELETE CASCADE,
    PRIMARY KEY (subscription_id, rubric_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_rubrics_rubric ON subscription_rubrics (rubric_id);
