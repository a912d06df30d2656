-- Rubrics that readers follow, and notices about new posts in them.

CREATE TABLE follows (
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    rubric_id INTEGER NOT NULL REFERENCES rubrics ON DELETE CASCADE,
    followed_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, rubric_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX follows_rubric ON follows (rubric_id, person_id);

-- What was just published, in each of its rubrics; kept for two days. A number never comes back:
-- people remember up to which one they were told.
CREATE TABLE rubric_news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rubric_id INTEGER NOT NULL REFERENCES rubrics ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    noted_at INTEGER NOT NULL,
    -- followers up to this person are due; NULL: all are
    spread_to INTEGER DEFAULT 0,
    UNIQUE (post_id, rubric_id)
) STRICT;
CREATE INDEX rubric_news_rubric ON rubric_news (rubric_id);
CREATE INDEX rubric_news_open ON rubric_news (id) WHERE spread_to IS NOT NULL;

-- Who wants to be told at once about the rubrics of a channel that they follow.
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    is_on INTEGER NOT NULL DEFAULT 1,
    -- news up to this number are told, or are not to be told
    told_id INTEGER NOT NULL,
    -- no notice before: the person had one less than an hour ago
    free_at INTEGER NOT NULL,
    -- when there may be something to tell; NULL: there is nothing
    due_at INTEGER,
    UNIQUE (person_id, channel_id)
) STRICT;
CREATE INDEX alerts_channel ON alerts (channel_id);
CREATE INDEX alerts_due ON alerts (due_at, id) WHERE due_at IS NOT NULL;

-- Written before the notice is sent: one whose answer was lost is not sent again.
CREATE TABLE notices (
    alert_id INTEGER NOT NULL REFERENCES alerts ON DELETE CASCADE,
    -- the last of the news that it tells
    until_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'unknown')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    error TEXT,
    -- the posts that it tells, as JSON: a digest does not tell of them again
    posts TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (alert_id, until_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_open ON notices (alert_id) WHERE state = 'sending';

-- Which rubrics a digest tells of: 'all', or those that its person follows ('followed').
ALTER TABLE subscriptions ADD COLUMN scope TEXT NOT NULL DEFAULT 'all';
