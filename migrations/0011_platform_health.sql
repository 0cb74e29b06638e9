-- What each LiveKit connection shows of its health. Apart from the server's own row, for it changes all day.
CREATE TABLE livekit_health (
    organization_id    TEXT   NOT NULL,
    server_id          TEXT   NOT NULL,
    verified_at        BIGINT,          -- the last time it took the key it was asked with
    webhook_at         BIGINT,          -- the last authentic webhook, to half a minute
    refused_at         BIGINT,          -- the last webhook that named one of its keys and was refused, and why
    refusal            TEXT,
    answered_at        BIGINT,          -- the last roster it answered
    failed_at          BIGINT,          -- the last time it was asked and gave no answer, and why
    failure            TEXT,
    seconds_ahead      BIGINT,          -- its clock before ours, as it last said
    PRIMARY KEY (organization_id, server_id)
);

-- Whether it may be inside the operator's own network: said when it was connected, and looked at whenever it is asked.
ALTER TABLE livekit_servers ADD COLUMN may_be_private BOOLEAN NOT NULL DEFAULT TRUE;

-- Which of an organisation's servers told of a room: who is in it is theirs to say, and the others need not be asked.
CREATE TABLE livekit_rooms (
    organization_id    TEXT   NOT NULL,
    room               TEXT   NOT NULL,
    server_id          TEXT   NOT NULL,
    seen_at            BIGINT NOT NULL,
    PRIMARY KEY (organization_id, room, server_id)
);

-- When a room's last roster was kept. Two in a row close what neither shows, so that no two may be a moment apart.
CREATE TABLE livekit_rosters (
    organization_id    TEXT   NOT NULL,
    room               TEXT   NOT NULL,
    kept_at            BIGINT NOT NULL,
    PRIMARY KEY (organization_id, room)
);

ALTER TABLE google_connections ADD COLUMN failed_at BIGINT; -- when the look failed that `failure` tells of

-- Meet shows its codes with hyphens; typed without, they stand for the same.
UPDATE sessions
   SET meet_code = substr(meet_code, 1, 3) || '-' || substr(meet_code, 4, 4) || '-' || substr(meet_code, 8, 3)
 WHERE length(meet_code) = 10 AND meet_code NOT LIKE '%-%';
