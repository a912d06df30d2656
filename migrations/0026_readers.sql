-- What readers keep, and the orders of the best.

CREATE TABLE saved_posts (
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_posts_newest ON saved_posts (person_id, saved_at DESC, post_id DESC);
CREATE INDEX saved_posts_post ON saved_posts (post_id);

-- Comments heard in the discussion group; NULL: not known. Kept beside `reactions` and `reposts`.
ALTER TABLE posts ADD COLUMN comments INTEGER;
UPDATE posts SET comments = (
    SELECT CASE WHEN min(threads.heard_at) IS NOT NULL OR count(comments.message_id) > 0
                THEN count(comments.message_id) END
    FROM threads LEFT JOIN comments
      ON comments.group_id = threads.group_id AND comments.thread_id = threads.message_id
    WHERE threads.post_id = posts.id)
WHERE id IN (SELECT post_id FROM threads);

-- A post whose number is not known is not the last of an order: it does not stand in it.
DROP INDEX posts_best;
CREATE INDEX posts_reacted ON posts (channel_id, reactions DESC, published_at DESC, id DESC)
    WHERE state = 'published' AND reactions_at IS NOT NULL;
CREATE INDEX posts_reposted ON posts (channel_id, reposts DESC, published_at DESC, id DESC)
    WHERE state = 'published' AND reposts > 0;
CREATE INDEX posts_discussed ON posts (channel_id, comments DESC, published_at DESC, id DESC)
    WHERE state = 'published' AND comments IS NOT NULL;
