-- LiveKit rooms that were made for a session, or closed after one: a row for each name. Whoever makes or closes a room claims
-- its row first, so that of several replicas, jobs and people one does it.
CREATE TABLE session_rooms (
    organization_id  TEXT   NOT NULL,
    room             TEXT   NOT NULL,
    session_id       TEXT   NOT NULL, -- for which it was made last, or after which it was closed
    state            TEXT   NOT NULL, -- missing, making, open, closing, closed
    claim            TEXT,            -- who is at it, while it is being made or closed
    claimed_until    BIGINT,          -- after that another may take over
    made_at          BIGINT,          -- when it was made for this session
    closed_at        BIGINT,
    failures         BIGINT NOT NULL, -- in a row
    failed_at        BIGINT,          -- the last one of these, and why
    failure          TEXT,
    retry_at         BIGINT,
    reopened         BIGINT NOT NULL, -- how often it was found open again after it had been closed
    reopened_at      BIGINT,
    PRIMARY KEY (organization_id, room)
);
CREATE INDEX session_rooms_unclosed ON session_rooms (organization_id) WHERE state <> 'closed';
CREATE INDEX session_rooms_closed ON session_rooms (closed_at) WHERE state = 'closed';

-- Sessions become ready a quarter of an hour before they start, or as the organisation has set it since.
UPDATE sessions SET due_at = start_at - 900000000 WHERE status = 'scheduled' AND due_at = start_at;
