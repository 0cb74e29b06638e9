-- An organisation's LiveKit servers. A key belongs to one organisation of the installation: a webhook names only its key.

CREATE TABLE livekit_servers (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    url              TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE livekit_keys (
    api_key          TEXT   NOT NULL PRIMARY KEY,
    organization_id  TEXT   NOT NULL,
    server_id        TEXT   NOT NULL,
    secret           TEXT   NOT NULL, -- encrypted
    created_at       BIGINT NOT NULL,
    retired_at       BIGINT           -- accepted until then while keys are changed
);
CREATE INDEX livekit_keys_by_organization ON livekit_keys (organization_id, server_id);

-- Whose turn it is. `fence` grows with every taking, and a run may only finish under the fence it began with.
CREATE TABLE job_leases (
    name             TEXT   NOT NULL PRIMARY KEY,
    interval_seconds BIGINT NOT NULL,
    holder           TEXT,            -- null while nobody is at it
    fence            BIGINT NOT NULL,
    expires_at       BIGINT NOT NULL,
    slot             BIGINT NOT NULL, -- the last interval that was begun, by its first instant
    requested_run    TEXT             -- id of the run somebody asked for by hand
);

CREATE TABLE job_runs (
    id               TEXT   NOT NULL PRIMARY KEY,
    name             TEXT   NOT NULL,
    fence            BIGINT NOT NULL,
    slot             BIGINT,          -- null when run by hand
    holder           TEXT   NOT NULL,
    started_at       BIGINT NOT NULL,
    ended_at         BIGINT,
    outcome          TEXT,            -- done, failed, rescued; null while running
    counts           TEXT   NOT NULL, -- JSON
    error            TEXT
);
CREATE INDEX job_runs_by_name ON job_runs (name, id);
CREATE INDEX job_runs_at_work ON job_runs (name) WHERE ended_at IS NULL;
