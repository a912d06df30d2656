-- What drafts are made from. A page that reads otherwise later is a new row, as long as a post
-- was made from the old one: its facts are looked up in the words it was written from.

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    -- NULL: pasted, or sent as a file
    address TEXT,
    hash TEXT NOT NULL,
    title TEXT NOT NULL,
    site TEXT NOT NULL,
    author TEXT NOT NULL,
    -- the day the article gives itself, '2026-11-22'
    published_on TEXT,
    language TEXT NOT NULL,
    picture TEXT,
    text TEXT NOT NULL,
    is_partial INTEGER NOT NULL DEFAULT 0,
    read_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sources_address ON sources (address, hash) WHERE address IS NOT NULL;
CREATE UNIQUE INDEX sources_pasted ON sources (hash) WHERE address IS NULL;

CREATE TABLE post_sources (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources,
    may_fetch INTEGER NOT NULL,
    may_use_ai INTEGER NOT NULL,
    -- JSON: pairs of a signal and its detail
    reasons TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_sources_source ON post_sources (source_id);
