-- What authors make of the rubrics of their channel, and its navigation post.

-- What lists show instead of the tag; NULL: the tag as first written
ALTER TABLE rubrics ADD COLUMN shown TEXT;
ALTER TABLE rubrics ADD COLUMN emoji TEXT NOT NULL DEFAULT '';
ALTER TABLE rubrics ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE rubrics ADD COLUMN is_hidden INTEGER NOT NULL DEFAULT 0;
-- A synonym: the rubric that its posts stand in, which is none itself
ALTER TABLE rubrics ADD COLUMN root_id INTEGER REFERENCES rubrics ON DELETE CASCADE;
-- Which rubric it was joined to; that one may have been joined to another since
ALTER TABLE rubrics ADD COLUMN parent_id INTEGER REFERENCES rubrics ON DELETE CASCADE;
-- Another spelling under an older rule of folding: nobody parts it
ALTER TABLE rubrics ADD COLUMN is_merged INTEGER NOT NULL DEFAULT 0;
-- A synonym was parted: posts of this rubric behind this key may belong elsewhere
ALTER TABLE rubrics ADD COLUMN recheck_at INTEGER;
ALTER TABLE rubrics ADD COLUMN recheck_id INTEGER;

DROP INDEX rubrics_used;
CREATE INDEX rubrics_used ON rubrics (channel_id, posts DESC, id DESC)
    WHERE posts > 0 AND root_id IS NULL;
CREATE INDEX rubrics_shown ON rubrics (channel_id, posts DESC, id DESC)
    WHERE posts > 0 AND root_id IS NULL AND is_hidden = 0;
CREATE INDEX rubrics_root ON rubrics (root_id) WHERE root_id IS NOT NULL;
CREATE INDEX rubrics_parent ON rubrics (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX rubrics_moving ON rubrics (id) WHERE root_id IS NOT NULL AND posts > 0;
CREATE INDEX rubrics_recheck ON rubrics (id) WHERE recheck_at IS NOT NULL;

-- Pairs of rubrics that an author said are not the same.
CREATE TABLE rubric_distinctions (
    low_id INTEGER NOT NULL REFERENCES rubrics ON DELETE CASCADE,
    high_id INTEGER NOT NULL REFERENCES rubrics ON DELETE CASCADE,
    PRIMARY KEY (low_id, high_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rubric_distinctions_high ON rubric_distinctions (high_id);

-- Rules of folding that the stored rubrics were brought to.
CREATE TABLE refolds (
    version INTEGER PRIMARY KEY,
    done_at INTEGER NOT NULL
) STRICT;

-- The post that lists a channel's rubrics: it is of no rubric, no list and no sum.
ALTER TABLE posts ADD COLUMN is_navigation INTEGER NOT NULL DEFAULT 0;

CREATE TABLE navigations (
    channel_id INTEGER PRIMARY KEY REFERENCES channels ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    -- who is told and asked
    person_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('publishing', 'current', 'asking', 'stopped')),
    -- what the question is about: the post was deleted, changed by hand, or cannot be changed
    question TEXT CHECK (question IN ('gone', 'changed', 'refused')),
    is_question_due INTEGER NOT NULL DEFAULT 0,
    -- the revision of the post that we wrote; a later one is somebody's
    revision INTEGER NOT NULL,
    edited_at INTEGER NOT NULL,
    -- when its rubrics are looked at next
    due_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX navigations_post ON navigations (post_id);
CREATE INDEX navigations_due ON navigations (due_at) WHERE state IN ('publishing', 'current');
CREATE INDEX navigations_question ON navigations (channel_id) WHERE is_question_due = 1;
