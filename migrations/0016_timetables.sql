-- Timetables: lessons that come again by a rule, the sessions drawn from them, and the days without any.

CREATE TABLE timetables (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    ended_at         BIGINT,          -- null while sessions are drawn from it
    PRIMARY KEY (organization_id, id)
);

-- What a timetable says from a day on, until the next version of it begins.
CREATE TABLE timetable_versions (
    organization_id  TEXT   NOT NULL,
    timetable_id     TEXT   NOT NULL,
    effective_from   TEXT   NOT NULL, -- YYYY-MM-DD, local in time_zone
    title            TEXT   NOT NULL,
    kind             TEXT   NOT NULL,
    format           TEXT   NOT NULL,
    platform         TEXT   NOT NULL,
    teacher_id       TEXT   NOT NULL,
    students         TEXT   NOT NULL, -- JSON, ids of people
    time_zone        TEXT   NOT NULL,
    first_start      TEXT   NOT NULL, -- YYYY-MM-DDTHH:MM:SS, local
    duration_minutes BIGINT NOT NULL,
    recurrence       TEXT   NOT NULL, -- RRULE of RFC 5545
    exceptions       TEXT   NOT NULL, -- JSON, local days
    meet_space       TEXT,
    meet_code        TEXT,
    meet_organizer   TEXT,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, timetable_id, effective_from)
);

-- Which session stands for a lesson of a timetable. A lesson is known by its local day, also when its session was moved or
-- cancelled, so that it is drawn once; a change of the timetable that takes the day away lets go of it.
CREATE TABLE timetable_sessions (
    organization_id  TEXT    NOT NULL,
    session_id       TEXT    NOT NULL,
    timetable_id     TEXT    NOT NULL,
    occurrence       TEXT    NOT NULL, -- YYYY-MM-DD, local
    is_current       BOOLEAN NOT NULL,
    PRIMARY KEY (organization_id, session_id)
);
CREATE UNIQUE INDEX timetable_sessions_once
    ON timetable_sessions (organization_id, timetable_id, occurrence) WHERE is_current;
CREATE INDEX timetable_sessions_by_timetable ON timetable_sessions (organization_id, timetable_id, occurrence);

CREATE TABLE holidays (
    organization_id  TEXT   NOT NULL,
    id               TEXT   NOT NULL,
    day              TEXT   NOT NULL, -- YYYY-MM-DD, local in the organisation's zone
    name             TEXT   NOT NULL,
    created_at       BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, day)
);
