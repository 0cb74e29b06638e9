-- Sessions and who is expected in them.

CREATE TABLE sessions (
    organization_id  TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    title            TEXT,
    kind             TEXT    NOT NULL,
    format           TEXT    NOT NULL,
    platform         TEXT    NOT NULL,
    room             TEXT,
    meet_space       TEXT,
    meet_code        TEXT,
    meet_organizer   TEXT,
    start_at         BIGINT  NOT NULL,
    end_at           BIGINT  NOT NULL,
    teacher_id       TEXT,
    status           TEXT    NOT NULL, -- life cycle, DESIGN.md 4.3
    completed_at     BIGINT,
    cancelled_at     BIGINT,
    policy           TEXT    NOT NULL, -- JSON, the patch this session was created under
    policy_version   BIGINT  NOT NULL,
    settled          BOOLEAN NOT NULL,
    needs_review     BOOLEAN NOT NULL,
    evaluated_at     BIGINT,           -- as of when the stored reports and lines hold
    evaluation       TEXT,             -- digest of the stored evaluation: an equal one is not written again
    due_at           BIGINT,           -- when to look again though no evidence came; null once settled
    revision         BIGINT  NOT NULL, -- grows with every change of this row: nobody writes over what they did not see
    created_at       BIGINT  NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX sessions_by_start ON sessions (organization_id, start_at, id);
CREATE INDEX sessions_by_room ON sessions (organization_id, room) WHERE room IS NOT NULL;
CREATE INDEX sessions_by_space ON sessions (organization_id, meet_space) WHERE meet_space IS NOT NULL;
CREATE INDEX sessions_by_code ON sessions (organization_id, meet_code) WHERE meet_code IS NOT NULL;
CREATE INDEX sessions_by_teacher ON sessions (organization_id, teacher_id, start_at);
-- What the platforms are asked about.
CREATE INDEX sessions_by_platform ON sessions (platform, start_at);
CREATE INDEX sessions_settled ON sessions (evaluation) WHERE settled;
CREATE INDEX sessions_due ON sessions (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE session_students (
    organization_id  TEXT NOT NULL,
    session_id       TEXT NOT NULL,
    person_id        TEXT NOT NULL,
    PRIMARY KEY (organization_id, session_id, person_id)
);
CREATE INDEX session_students_by_person ON session_students (organization_id, person_id);
