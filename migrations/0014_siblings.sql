-- One post in several channels: each has a post of its own, made in the transaction that plans it.

CREATE TABLE further_channels (
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    -- the post of that channel, once there is one
    sibling_id INTEGER REFERENCES posts ON DELETE CASCADE,
    PRIMARY KEY (post_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX further_channels_sibling ON further_channels (sibling_id)
    WHERE sibling_id IS NOT NULL;
