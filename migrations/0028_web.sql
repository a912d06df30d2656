-- Whether the archive of a channel stands on the web: by itself (while it is public), on or off.
ALTER TABLE channels ADD COLUMN web_access TEXT NOT NULL DEFAULT 'auto'
    CHECK (web_access IN ('auto', 'on', 'off'));
