-- Stemmed text with external content: a contentless table cannot delete on SQLite 3.40.
-- FTS5 walks found rows by rowid without sorting: the rowid is the place of a post in time,
-- its published second above the 31 bits of its id. An import that comes late stays in order.

CREATE TABLE post_search (
    position INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL UNIQUE REFERENCES posts ON DELETE CASCADE,
    stems TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE post_fts USING fts5 (
    stems, content = 'post_search', content_rowid = 'position', tokenize = 'unicode61'
);

CREATE TRIGGER post_search_inserted AFTER INSERT ON post_search BEGIN
    INSERT INTO post_fts (rowid, stems) VALUES (new.position, new.stems);
END;

CREATE TRIGGER post_search_deleted AFTER DELETE ON post_search BEGIN
    INSERT INTO post_fts (post_fts, rowid, stems) VALUES ('delete', old.position, old.stems);
END;

CREATE TRIGGER post_search_updated AFTER UPDATE ON post_search BEGIN
    INSERT INTO post_fts (post_fts, rowid, stems) VALUES ('delete', old.position, old.stems);
    INSERT INTO post_fts (rowid, stems) VALUES (new.position, new.stems);
END;
