-- Codes and check-in: venues with their codes, who may enter them, every scan, visits, events with registrations and tickets.

-- The signing keys of an organisation's codes. The secret is not here: each key is derived from the installation's, per
-- organisation, purpose and number. The newest one that is not revoked signs; every one that is not revoked verifies.
CREATE TABLE code_keys (
    organization_id  TEXT   NOT NULL,
    number           BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    created_by       TEXT,
    revoked_at       BIGINT,
    PRIMARY KEY (organization_id, number)
);

CREATE TABLE venues (
    organization_id      TEXT    NOT NULL,
    id                   TEXT    NOT NULL,
    name                 TEXT    NOT NULL,
    time_zone            TEXT    NOT NULL,
    requires_membership  BOOLEAN NOT NULL,
    day_starts_at        TEXT    NOT NULL, -- HH:MM, local
    created_at           BIGINT  NOT NULL,
    PRIMARY KEY (organization_id, id)
);

-- What became of a venue's code: from when on which one holds, and whether it is taken. A scan is judged as of its own
-- time, so all of them are kept. The first one is of the venue's creation.
CREATE TABLE venue_code_changes (
    organization_id  TEXT    NOT NULL,
    venue_id         TEXT    NOT NULL,
    sequence         BIGINT  NOT NULL, -- in its venue, from 1
    at               BIGINT  NOT NULL,
    rotated_at       BIGINT  NOT NULL, -- codes issued before this instant are revoked from `at` on
    is_enabled       BOOLEAN NOT NULL,
    actor_id         TEXT,
    PRIMARY KEY (organization_id, venue_id, sequence)
);

CREATE TABLE plans (
    organization_id  TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    created_at       BIGINT  NOT NULL,
    PRIMARY KEY (organization_id, id)
);
-- As it was from `since` on; the newest is the present one. Of instants before the first, the first holds.
CREATE TABLE plan_states (
    organization_id        TEXT    NOT NULL,
    plan_id                TEXT    NOT NULL,
    sequence               BIGINT  NOT NULL, -- in its plan, from 1
    since                  BIGINT  NOT NULL,
    qr_attendance_enabled  BOOLEAN NOT NULL,
    PRIMARY KEY (organization_id, plan_id, sequence)
);

CREATE TABLE memberships (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX memberships_by_person ON memberships (organization_id, person_id);
CREATE TABLE membership_states (
    organization_id  TEXT   NOT NULL,
    membership_id    TEXT   NOT NULL,
    sequence         BIGINT NOT NULL, -- in its membership, from 1
    since            BIGINT NOT NULL,
    plan_id          TEXT   NOT NULL,
    venue_id         TEXT,            -- null: every venue
    valid_from       TEXT   NOT NULL, -- YYYY-MM-DD, local
    valid_until      TEXT,            -- the last day, which counts
    status           TEXT   NOT NULL, -- active, paused, ended
    PRIMARY KEY (organization_id, membership_id, sequence)
);

-- Every scan and every entry by hand, taken or refused. What was taken is evidence too, under the same id.
CREATE TABLE scans (
    organization_id  TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    scanned_at       BIGINT  NOT NULL,
    received_at      BIGINT  NOT NULL,
    scanned_by       TEXT,             -- who sent it
    nonce            TEXT,             -- of that sender; the same one is the same scan
    code_digest      TEXT,             -- SHA-256 of the code's text, by which a repeat is told from another scan
    person_id        TEXT,             -- whom it is about
    purpose          TEXT,
    level            TEXT,             -- venue, session, event
    venue_id         TEXT,
    session_id       TEXT,
    direction        TEXT,             -- in, out: as it was answered
    is_toggle        BOOLEAN NOT NULL, -- whether the direction follows from the scans before it
    refusal          TEXT,             -- null: taken
    finding          TEXT,
    signs            TEXT,             -- JSON, words of sharing signs
    device           TEXT,             -- digest of what the device calls itself
    is_queued        BOOLEAN NOT NULL, -- uploaded later from a device's queue
    repeats          TEXT,             -- the scan that it is taken for: a double read, or one more by who is there already
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX scans_by_nonce ON scans (organization_id, scanned_by, nonce) WHERE nonce IS NOT NULL;
CREATE INDEX scans_by_time ON scans (organization_id, scanned_at, id);
CREATE INDEX scans_by_sender ON scans (organization_id, scanned_by, received_at);
CREATE INDEX scans_by_person ON scans (organization_id, person_id, scanned_at) WHERE refusal IS NULL;
CREATE INDEX scans_by_device ON scans (organization_id, device, scanned_at) WHERE device IS NOT NULL AND refusal IS NULL;
CREATE INDEX scans_by_session ON scans (organization_id, session_id, scanned_at) WHERE session_id IS NOT NULL;
CREATE INDEX scans_with_signs ON scans (organization_id, scanned_at) WHERE signs IS NOT NULL;

-- Visits are made of a person's scans at a venue on one of its days; whenever one more comes, that day's are made again.
CREATE TABLE visits (
    organization_id  TEXT    NOT NULL,
    id               TEXT    NOT NULL, -- of the scan it began with
    venue_id         TEXT    NOT NULL,
    person_id        TEXT    NOT NULL,
    in_at            BIGINT  NOT NULL,
    out_at           BIGINT,           -- null: inside
    source           TEXT    NOT NULL, -- qr_scan, admin_manual, class
    is_estimated     BOOLEAN NOT NULL, -- nobody saw the end
    finding          TEXT,
    ends_by          BIGINT,           -- when one that is open counts as forgotten
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX visits_by_person ON visits (organization_id, person_id, in_at);
CREATE INDEX visits_by_venue ON visits (organization_id, venue_id, in_at);
CREATE INDEX visits_open ON visits (organization_id, venue_id) WHERE out_at IS NULL;
CREATE INDEX visits_to_close ON visits (ends_by) WHERE out_at IS NULL;

-- Events are sessions of kind event; this is what only they have.
CREATE TABLE events (
    organization_id  TEXT    NOT NULL,
    session_id       TEXT    NOT NULL,
    is_paid          BOOLEAN NOT NULL,
    partner_id       TEXT,             -- the external partner
    check_in_mode    TEXT    NOT NULL, -- ORGANIZER_SCANS, STUDENTS_SCAN; computed
    capacity         BIGINT,
    allow_walk_ins   BOOLEAN NOT NULL,
    opens_at         BIGINT,
    closes_at        BIGINT,
    admit_every      TEXT    NOT NULL, -- event, day
    created_by       TEXT,
    codes_revoked_at BIGINT,           -- codes issued up to this instant are revoked
    PRIMARY KEY (organization_id, session_id)
);
CREATE INDEX events_by_partner ON events (organization_id, partner_id) WHERE partner_id IS NOT NULL;
CREATE TABLE event_organizers (
    organization_id  TEXT NOT NULL,
    session_id       TEXT NOT NULL,
    person_id        TEXT NOT NULL,
    PRIMARY KEY (organization_id, session_id, person_id)
);
CREATE INDEX event_organizers_by_person ON event_organizers (organization_id, person_id);
-- Codes of events that were drawn, so that the newest live one is shown again.
CREATE TABLE event_codes (
    organization_id  TEXT   NOT NULL,
    session_id       TEXT   NOT NULL,
    issued_at        BIGINT NOT NULL,
    expires_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, session_id, issued_at)
);

CREATE TABLE registrations (
    organization_id  TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    session_id       TEXT    NOT NULL,
    person_id        TEXT    NOT NULL,
    status           TEXT    NOT NULL, -- REGISTERED, WAITLISTED, CANCELLED
    is_walk_in       BOOLEAN NOT NULL,
    code_issued_at   BIGINT,           -- null: it has no code
    queued_at        BIGINT  NOT NULL, -- its place in the waiting list
    created_at       BIGINT  NOT NULL,
    cancelled_at     BIGINT,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX registrations_by_person ON registrations (organization_id, session_id, person_id);
CREATE INDEX registrations_of_person ON registrations (organization_id, person_id);
CREATE INDEX registrations_by_status ON registrations (organization_id, session_id, status, queued_at, id);

CREATE TABLE tickets (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    session_id       TEXT   NOT NULL,
    registration_id  TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    status           TEXT   NOT NULL, -- pending, paid, revoked
    amount_minor     BIGINT NOT NULL,
    currency         TEXT   NOT NULL,
    reference        TEXT   NOT NULL,
    issued_at        BIGINT NOT NULL,
    paid_at          BIGINT,
    revoked_at       BIGINT,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX tickets_by_registration ON tickets (organization_id, registration_id, issued_at);
CREATE INDEX tickets_by_event ON tickets (organization_id, session_id);

-- Who was admitted to an event: of one person and day (`''`: the whole event) one that was not taken back.
CREATE TABLE admissions (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL, -- of its scan
    session_id       TEXT   NOT NULL,
    person_id        TEXT   NOT NULL,
    day              TEXT   NOT NULL, -- YYYY-MM-DD of the organisation's day, or empty
    ticket_id        TEXT,
    method           TEXT   NOT NULL, -- ticket, registration, event_code, manual
    admitted_at      BIGINT NOT NULL,
    admitted_by      TEXT,            -- null: by oneself
    undone_at        BIGINT,
    undone_by        TEXT,
    undo_reason      TEXT,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX admissions_once ON admissions (organization_id, session_id, person_id, day) WHERE undone_at IS NULL;
CREATE INDEX admissions_by_event ON admissions (organization_id, session_id, admitted_at);

-- The venue a session is held at, and whether visits there count as presence in it.
ALTER TABLE sessions ADD COLUMN venue_id TEXT;
ALTER TABLE sessions ADD COLUMN counts_visits BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE sessions SET counts_visits = TRUE WHERE platform = 'onsite' AND policy LIKE '%"venuePresenceCounts":true%';
CREATE INDEX sessions_counting_visits ON sessions (organization_id, start_at) WHERE counts_visits;

-- What is observed of somebody at a venue names no session: it is found by person and time, and so are the sessions of its
-- time with that person on the roster.
DROP INDEX evidence_scans;
CREATE INDEX evidence_visits ON evidence (organization_id, scope, received_at) WHERE kind IN ('scan', 'visit');
ALTER TABLE session_students ADD COLUMN start_at BIGINT NOT NULL DEFAULT 0; -- of the session
UPDATE session_students
   SET start_at = (SELECT s.start_at FROM sessions s
                    WHERE s.organization_id = session_students.organization_id AND s.id = session_students.session_id);
DROP INDEX session_students_by_person;
CREATE INDEX session_students_by_person ON session_students (organization_id, person_id, start_at);
