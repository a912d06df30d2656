-- Who works on which channel and how they came, what editors said of posts, and who did what.

CREATE TABLE members (
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('editor', 'author')),
    invited_by INTEGER NOT NULL,
    since_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_channel ON members (channel_id, since_at, person_id);

-- Links that make whoever follows one first a member. The token itself is only in the link.
CREATE TABLE invites (
    token_hash TEXT PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('editor', 'author')),
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    used_by INTEGER,
    -- the message that used it: dispatched again, it is no second use
    used_message_id INTEGER,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX invites_age ON invites (made_at);

ALTER TABLE channels ADD COLUMN needs_review INTEGER NOT NULL DEFAULT 0;

-- The latest one of a post decides; an approval is of its revision, in its channel, of no other.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'returned', 'withdrawn')),
    remark TEXT NOT NULL DEFAULT '',
    submitted_by INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    -- the editors have their cards
    editors_told_at INTEGER,
    decided_by INTEGER,
    decided_at INTEGER,
    -- the author knows what became of it
    author_told_at INTEGER
) STRICT;
CREATE INDEX reviews_post ON reviews (post_id, id DESC);
CREATE UNIQUE INDEX reviews_open ON reviews (post_id) WHERE state = 'open';

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    post_id INTEGER REFERENCES posts ON DELETE SET NULL,
    detail TEXT NOT NULL,
    done_at INTEGER NOT NULL
) STRICT;
CREATE INDEX journal_channel ON journal (channel_id, done_at DESC, id DESC);
CREATE INDEX journal_post ON journal (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX journal_age ON journal (done_at);

-- Who changed a post last and waits for its card; NULL: its author.
ALTER TABLE posts ADD COLUMN card_person_id INTEGER;

-- Lists of unfinished posts: an author's, and those of a channel.
DROP INDEX posts_drafts;
CREATE INDEX posts_unfinished ON posts (author_id, updated_at DESC, id DESC)
    WHERE state IN ('draft', 'in_review', 'approved', 'failed', 'late', 'uncertain');
CREATE INDEX posts_unfinished_of_channel ON posts (channel_id, updated_at DESC, id DESC)
    WHERE state IN ('draft', 'in_review', 'approved', 'failed', 'late', 'uncertain');
