-- The evaluator: what it waits for since when, and which replica works for whom.

-- When the first of what a mark stands for came in; null where a version before this one marked.
ALTER TABLE unevaluated ADD COLUMN waiting_since BIGINT;

-- Which replica evaluates an organisation's news at the moment. It spares work that two would do twice; what is stored
-- is right without it. (SQLite has one replica, which claims nothing.)
CREATE TABLE evaluation_claims (
    organization_id  TEXT   NOT NULL PRIMARY KEY,
    holder           TEXT   NOT NULL,
    until_at         BIGINT NOT NULL
);

-- People of ours who were there and are not on the roster, JSON list; null where a version before this one evaluated.
ALTER TABLE sessions ADD COLUMN guests TEXT;

-- The session before and after another one in its place is found by its start.
DROP INDEX sessions_by_room;
CREATE INDEX sessions_by_room ON sessions (organization_id, room, start_at) WHERE room IS NOT NULL;
DROP INDEX sessions_by_space;
CREATE INDEX sessions_by_space ON sessions (organization_id, meet_space, start_at) WHERE meet_space IS NOT NULL;
