-- What people and systems are told: facts, who is told them by which channel, and what became of every message.

-- How somebody wants to be told. Who never said anything has the defaults of their roles.
CREATE TABLE notification_preferences (
    organization_id  TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    time_zone        TEXT,             -- null: the organisation's
    quiet_from       TEXT,             -- HH:MM, local; null: no quiet hours
    quiet_to         TEXT,
    events           TEXT   NOT NULL,  -- JSON: event to a list of channels
    updated_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, person_id)
);

-- Written in the transaction that makes it true. The key is the same however often that happens.
CREATE TABLE notification_facts (
    organization_id  TEXT   NOT NULL,
    key              TEXT   NOT NULL,
    event            TEXT   NOT NULL,
    person_id        TEXT,             -- whom it is about
    session_id       TEXT,
    occurred_at      BIGINT NOT NULL,
    recorded_at      BIGINT NOT NULL,
    content          TEXT   NOT NULL,  -- JSON
    planned_at       BIGINT,           -- when it was decided who is told; null: not yet
    withdrawn_at     BIGINT,           -- when it turned out not to be true before anybody was told
    PRIMARY KEY (organization_id, key)
);
CREATE INDEX notification_facts_to_plan ON notification_facts (organization_id, recorded_at, key)
    WHERE planned_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX notification_facts_by_session ON notification_facts (organization_id, session_id, person_id)
    WHERE session_id IS NOT NULL;

-- One message to one recipient by one channel. Its id is the message's own, the same at every try.
CREATE TABLE deliveries (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    channel          TEXT   NOT NULL, -- email, push, webhook
    recipient_id     TEXT   NOT NULL, -- a person; of a webhook its endpoint
    state            TEXT   NOT NULL, -- waiting, sent, dropped, dead
    reason           TEXT,            -- why it was dropped, or is dead
    due_at           BIGINT NOT NULL,
    told_at          BIGINT NOT NULL, -- when the recipient is told by it, however often it is tried afterwards
    attempts         BIGINT NOT NULL,
    tries_left       BIGINT NOT NULL,
    fence            BIGINT NOT NULL, -- grows with every claim: only the newest may say what became of it
    claimed_until    BIGINT,
    created_at       BIGINT NOT NULL,
    finished_at      BIGINT,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX deliveries_due ON deliveries (organization_id, due_at, id) WHERE state = 'waiting';
CREATE INDEX deliveries_by_recipient ON deliveries (organization_id, recipient_id, id);
CREATE INDEX deliveries_by_recipient_told ON deliveries (organization_id, recipient_id, told_at);
CREATE INDEX deliveries_by_state ON deliveries (organization_id, state, id);

-- What a message tells. Nobody is told one fact twice by one channel.
CREATE TABLE delivery_facts (
    organization_id  TEXT   NOT NULL,
    fact_key         TEXT   NOT NULL,
    recipient_id     TEXT   NOT NULL,
    channel          TEXT   NOT NULL,
    delivery_id      TEXT   NOT NULL,
    dropped          TEXT,            -- why this one was left out of the message
    PRIMARY KEY (organization_id, fact_key, recipient_id, channel)
);
CREATE INDEX delivery_facts_by_delivery ON delivery_facts (organization_id, delivery_id);
CREATE INDEX delivery_facts_by_recipient ON delivery_facts (organization_id, recipient_id, delivery_id);

CREATE TABLE delivery_attempts (
    organization_id  TEXT   NOT NULL,
    delivery_id      TEXT   NOT NULL,
    number           BIGINT NOT NULL,
    at               BIGINT NOT NULL,
    outcome          TEXT   NOT NULL, -- sent, failed
    address          TEXT   NOT NULL, -- where it was sent to
    detail           TEXT   NOT NULL, -- what the provider said
    status           BIGINT,          -- of an HTTP answer
    request          TEXT,            -- the body that was sent; of webhooks alone
    answer           TEXT,            -- the body that came back
    millis           BIGINT NOT NULL,
    PRIMARY KEY (organization_id, delivery_id, number)
);

-- Systems that are told by signed webhooks.
CREATE TABLE webhook_endpoints (
    organization_id   TEXT    NOT NULL,
    id                TEXT    NOT NULL,
    url               TEXT    NOT NULL,
    description       TEXT,
    events            TEXT    NOT NULL, -- JSON, a list of events; empty: all of them
    secret            TEXT    NOT NULL, -- encrypted
    previous_secret   TEXT,             -- encrypted; signs too until then
    previous_until    BIGINT,
    is_enabled        BOOLEAN NOT NULL,
    disabled_reason   TEXT,             -- failing, gone, by_hand
    failing_since     BIGINT,           -- the first failure after the last success
    retry_at          BIGINT,           -- nothing is sent to it before
    created_by        TEXT,
    created_at        BIGINT  NOT NULL,
    PRIMARY KEY (organization_id, id)
);

-- Browsers that take messages for somebody (Web Push).
CREATE TABLE push_subscriptions (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    endpoint         TEXT   NOT NULL,
    p256dh           TEXT   NOT NULL,
    auth             TEXT   NOT NULL,
    device           TEXT,            -- what the browser calls itself
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX push_subscriptions_by_endpoint ON push_subscriptions (organization_id, person_id, endpoint);

ALTER TABLE people ADD COLUMN notifications_seen_at BIGINT; -- when the bell was last opened
