-- Stems of any script, and the vocabulary for words that were mistyped.

-- unicode61 parts words of India's scripts at their vowel signs; stems are words already, parted
-- by blanks, so that every character beyond ASCII belongs to one.
DROP TABLE post_fts;
CREATE VIRTUAL TABLE post_fts USING fts5 (
    stems, content = 'post_search', content_rowid = 'position', tokenize = 'ascii'
);
-- Sixteen segments are merged at once instead of four: half as often, when many posts come.
INSERT INTO post_fts (post_fts, rank) VALUES ('automerge', 16);
INSERT INTO post_fts (post_fts) VALUES ('rebuild');

CREATE VIRTUAL TABLE post_stems USING fts5vocab (post_fts, row);

-- Stems that posts hold, gathered from post_stems now and then: walking that one reads the whole
-- index. `mirrored` is the stem from its end, for errors in its beginning; `weight` says how many
-- posts have it, as the digits of their number in binary: seldom changed.
CREATE TABLE vocabulary (
    stem TEXT PRIMARY KEY,
    mirrored TEXT NOT NULL,
    weight INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX vocabulary_mirrored ON vocabulary (mirrored);

CREATE TABLE search_upkeep (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- what the stems are made by, or being made by
    rules TEXT NOT NULL,
    -- posts below this place still have the stems of older rules; NULL: none has
    restemmed_to INTEGER,
    -- the vocabulary is gathered up to this stem; NULL: no pass is under way
    gathered_to TEXT,
    -- whether words came or went since the last pass began; when it did, and behind its end when
    -- the next one may
    is_stale INTEGER NOT NULL,
    gather_at INTEGER NOT NULL
) STRICT;
INSERT INTO search_upkeep (id, rules, restemmed_to, gathered_to, is_stale, gather_at)
VALUES (1, '', NULL, NULL, 1, 0);

CREATE TRIGGER vocabulary_stale_inserted AFTER INSERT ON post_search BEGIN
    UPDATE search_upkeep SET is_stale = 1 WHERE is_stale = 0;
END;

CREATE TRIGGER vocabulary_stale_deleted AFTER DELETE ON post_search BEGIN
    UPDATE search_upkeep SET is_stale = 1 WHERE is_stale = 0;
END;

CREATE TRIGGER vocabulary_stale_updated AFTER UPDATE ON post_search BEGIN
    UPDATE search_upkeep SET is_stale = 1 WHERE is_stale = 0;
END;
