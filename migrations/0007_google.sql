-- Organisers whose Meet calls may be read, and what is known of the calls while they are polled. Evidence is elsewhere:
-- everything in meet_records and meet_sweeps could be lost at the price of asking Google once more.

CREATE TABLE google_connections (
    organization_id  TEXT   NOT NULL,
    email            TEXT   NOT NULL, -- the organiser, lower case
    kind             TEXT   NOT NULL, -- consent, service_account
    secret           TEXT   NOT NULL, -- encrypted: a refresh token, or the service account's key file
    state            TEXT   NOT NULL, -- connected, needs_reconnect
    reason           TEXT,            -- why it needs to be connected again
    failure          TEXT,            -- why the last look at it failed; null after one that did not
    read_at          BIGINT,          -- the last look that did not fail
    listed_at        BIGINT,          -- the last look at recent records, not only at live ones
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, email)
);

-- Conference records of our spaces.
CREATE TABLE meet_records (
    organization_id  TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    space            TEXT   NOT NULL,
    start_at         BIGINT NOT NULL,
    end_at           BIGINT,          -- as last told; it comes late and may be withdrawn
    end_seen_at      BIGINT,          -- when an end was first told
    state            TEXT   NOT NULL, -- live, ended, settling, final, gone
    agreed_since     BIGINT,          -- since when full looks at it have agreed
    digest           TEXT,            -- of the last full look
    people           TEXT   NOT NULL, -- JSON: what each participant looked like when its sessions were last read
    PRIMARY KEY (organization_id, name)
);
CREATE INDEX meet_records_by_space ON meet_records (organization_id, space, start_at);

-- Full looks at the records of one session. What is due is what this table says is missing.
CREATE TABLE meet_sweeps (
    organization_id  TEXT   NOT NULL,
    session_id       TEXT   NOT NULL,
    tried_at         BIGINT NOT NULL, -- the last attempt
    swept_at         BIGINT,          -- the last full look
    kept_at          BIGINT,          -- the last full look that was stored as evidence
    digest           TEXT,            -- of the last full look
    PRIMARY KEY (organization_id, session_id)
);
