-- Stemmed text with external content: a contentless table cannot delete on SQLite 3.40.

CREATE TABLE post_search (
    post_id INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    stems TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE post_fts USING fts5 (
    stems, content = 'post_search', content_rowid = 'post_id', tokenize = 'unicode61'
);

CREATE TRIGGER post_search_inserted AFTER INSERT ON post_search BEGIN
    INSERT INTO post_fts (rowid, stems) VALUES (new.post_id, new.stems);
END;

CREATE TRIGGER post_search_deleted AFTER DELETE ON post_search BEGIN
    INSERT INTO post_fts (post_fts, rowid, stems) VALUES ('delete', old.post_id, old.stems);
END;

CREATE TRIGGER post_search_updated AFTER UPDATE ON post_search BEGIN
    INSERT INTO post_fts (post_fts, rowid, stems) VALUES ('delete', old.post_id, old.stems);
    INSERT INTO post_fts (rowid, stems) VALUES (new.post_id, new.stems);
END;
