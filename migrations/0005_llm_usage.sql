-- What language models were asked: a row a person, channel and day of the channel's zone.

CREATE TABLE llm_usage (
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    -- 0: asked before any channel was connected
    channel_id INTEGER NOT NULL DEFAULT 0,
    -- '2026-11-22'
    day TEXT NOT NULL,
    requests INTEGER NOT NULL DEFAULT 0,
    prompt_characters INTEGER NOT NULL DEFAULT 0,
    answer_characters INTEGER NOT NULL DEFAULT 0,
    -- NULL: no server told them
    prompt_tokens INTEGER,
    answer_tokens INTEGER,
    PRIMARY KEY (person_id, day, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX llm_usage_channel ON llm_usage (channel_id, day);
