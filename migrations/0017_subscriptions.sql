-- Sessions paid for ahead: what is sold, who has it, and the ledger of what became of each session of it.

CREATE TABLE packages (
    organization_id   TEXT   NOT NULL,
    id                TEXT   NOT NULL,
    name              TEXT   NOT NULL,
    kind              TEXT,             -- null: every kind
    sessions          BIGINT NOT NULL,
    duration_minutes  BIGINT,
    created_at        BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE TABLE subscriptions (
    organization_id   TEXT   NOT NULL,
    id                TEXT   NOT NULL,
    person_id         TEXT   NOT NULL,
    package_id        TEXT,
    kind              TEXT,             -- null: every kind
    granted           BIGINT NOT NULL,
    duration_minutes  BIGINT,           -- of its package, as it was
    valid_from        TEXT   NOT NULL,  -- YYYY-MM-DD, local
    valid_until       TEXT,             -- the last day, which counts
    draw              TEXT,             -- JSON, how its sessions were drawn
    lapsed_at         BIGINT,           -- when what was left lapsed
    created_at        BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX subscriptions_by_person ON subscriptions (organization_id, person_id);
CREATE INDEX subscriptions_to_lapse ON subscriptions (organization_id, valid_until)
    WHERE lapsed_at IS NULL AND valid_until IS NOT NULL;

-- Only ever inserted. Of one session and learner each change has its number, so that no two write the same one.
CREATE TABLE subscription_entries (
    organization_id   TEXT   NOT NULL,
    subscription_id   TEXT   NOT NULL,
    sequence          BIGINT NOT NULL,  -- in its subscription, from 1
    id                TEXT   NOT NULL,
    session_id        TEXT,
    person_id         TEXT   NOT NULL,
    session_sequence  BIGINT,           -- in its session, for this learner, from 1
    change            BIGINT NOT NULL,
    cause             TEXT   NOT NULL,
    reason            TEXT,             -- a person's words
    actor_id          TEXT,
    at                BIGINT NOT NULL,
    PRIMARY KEY (organization_id, subscription_id, sequence),
    UNIQUE (organization_id, session_id, person_id, session_sequence)
);

-- Sessions that count for somebody with a subscription, and found nothing left. That is decided once, too.
CREATE TABLE uncovered_sessions (
    organization_id   TEXT   NOT NULL,
    session_id        TEXT   NOT NULL,
    person_id         TEXT   NOT NULL,
    PRIMARY KEY (organization_id, session_id, person_id)
);

-- Sessions drawn from a subscription that have no time yet. Given one, a session moves to the table sessions, under the
-- same id.
CREATE TABLE unscheduled_sessions (
    organization_id   TEXT   NOT NULL,
    id                TEXT   NOT NULL,
    subscription_id   TEXT   NOT NULL,
    person_id         TEXT   NOT NULL,
    kind              TEXT   NOT NULL,
    format            TEXT   NOT NULL,
    platform          TEXT   NOT NULL,
    teacher_id        TEXT   NOT NULL,
    duration_minutes  BIGINT,           -- null: the organisation's default when it gets its time
    created_at        BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX unscheduled_sessions_by_subscription ON unscheduled_sessions (organization_id, subscription_id);

ALTER TABLE lines ADD COLUMN covered_by TEXT; -- the subscription that covers it
