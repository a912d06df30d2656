-- "Best" is most reactions first, then newest: by moment, not by id, as imports come late.

DROP INDEX posts_best;
CREATE INDEX posts_best ON posts (channel_id, reactions DESC, published_at DESC, id DESC)
    WHERE state = 'published';

DROP INDEX post_rubrics_best;
CREATE INDEX post_rubrics_best
    ON post_rubrics (rubric_id, reactions DESC, published_at DESC, post_id DESC);

-- Both columns in one direction, so that a page begins at a key.
DROP INDEX rubrics_used;
CREATE INDEX rubrics_used ON rubrics (channel_id, posts DESC, id DESC) WHERE posts > 0;
