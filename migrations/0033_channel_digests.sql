-- The channel's own digest: when a roundup comes, and its issues, one a channel and period.

CREATE TABLE roundups (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    every TEXT NOT NULL CHECK (every IN ('off', 'weekly', 'monthly')),
    -- of weekly ones, Monday 0
    weekday INTEGER NOT NULL,
    -- since midnight of the channel's clock
    minute INTEGER NOT NULL,
    -- posts of an issue
    size INTEGER NOT NULL,
    is_automatic INTEGER NOT NULL,
    -- without #; NULL: by the language of the channel
    tag TEXT,
    -- who gets the drafts
    person_id INTEGER NOT NULL,
    -- the local day of the next issue, '2026-11-23', and when it is made; NULL: none comes
    next_day TEXT,
    due_at INTEGER
) STRICT;
CREATE INDEX roundups_due ON roundups (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE roundup_issues (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    -- the local day it comes on, or the press that it was made by
    period TEXT NOT NULL,
    every TEXT NOT NULL CHECK (every IN ('weekly', 'monthly')),
    since_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    -- when it goes out by itself; NULL: when its author says so
    goes_at INTEGER,
    -- NULL: there was too little to choose from, or the draft is no more
    post_id INTEGER REFERENCES posts ON DELETE SET NULL,
    -- the revision of the draft that we wrote; a later one is somebody's
    revision INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    -- whoever was to get it is not of the team any more: an owner got it
    is_inherited INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    -- what its author is to be told next, the draft or the numbers behind it, and when; NULL: told
    telling TEXT NOT NULL CHECK (telling IN ('draft', 'numbers')),
    tell_at INTEGER,
    UNIQUE (channel_id, period)
) STRICT;
CREATE INDEX roundup_issues_telling ON roundup_issues (tell_at) WHERE tell_at IS NOT NULL;
CREATE INDEX roundup_issues_post ON roundup_issues (post_id);

-- What an issue was chosen from.
CREATE TABLE roundup_choices (
    issue_id INTEGER NOT NULL REFERENCES roundup_issues ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    is_chosen INTEGER NOT NULL,
    PRIMARY KEY (issue_id, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roundup_choices_post ON roundup_choices (post_id);

-- A post that repeats another one is not chosen beside it.
CREATE INDEX repeats_post ON repeats (post_id);
