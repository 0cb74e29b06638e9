"""From figures to outcome, lateness and reasons (DESIGN 4.2)."""
from dataclasses import dataclass
from fractions import Fraction


@dataclass
class Verdict:
    person: str
    role: str
    figures: object
    planned_end: int       # of this person: earlier when the session was completed early
    planned_ms: int
    override: dict
    outcome: str
    share: Fraction
    late_ms: int
    left_early_ms: int
    is_late: bool
    settled: bool
    reasons: list

    @property
    def stated_seconds(self):
        """4.2: "it may state `creditedSeconds` for money (`absent` states 0 unless it says otherwise)"."""
        if self.override is None:
            return None
        if self.override["creditedSeconds"] is None and self.override["outcome"] == "absent":
            return 0
        return self.override["creditedSeconds"]


def by_share(policy, role, credited_ms, planned_ms):
    """4.2: "verdicts use exact milliseconds, thresholds inclusive" (compared as exact fractions)."""
    group = "teacher" if role == "teacher" else "learner"
    for outcome, key in (("present", "PresentShare"), ("partial", "PartialShare")):
        if credited_ms >= Fraction(policy.share(group + key)) * planned_ms:
            return outcome
    return "absent"


def planned_end_of_learners(session):
    """4.2: "Completed early ...: for learners share, left early, planned time and cap are as if it had been scheduled to end then"."""
    return session.end if session.completed_at is None else min(session.end, session.completed_at)


def planned_end_of_teacher(session, learner_figures):
    """4.2: "for the teacher too if that was at least `noShowWaitSeconds` after the start and every learner's possible set
    still means absent (a teacher who waited)".
    """
    early = planned_end_of_learners(session)
    if early == session.end or early - session.start < session.policy.millis("noShowWaitSeconds"):
        return session.end
    waited = all(by_share(session.policy, "student", f.possible_ms, early - session.start) == "absent" for f in learner_figures)
    return early if waited else session.end


def judge(session, person, role, figures, planned_end, override, settled, by_timeout):
    policy, planned_ms = session.policy, planned_end - session.start
    share = Fraction(figures.credited_ms, planned_ms)
    late_ms = left_early_ms = None
    if figures.credited:
        # 4.2: "`lateSeconds` = first credited moment − start, not below 0"; "`leftEarlySeconds` = end − last credited moment,
        # not below 0; both null without credited time, `leftEarlySeconds` also while open"
        late_ms = max(0, figures.credited[0][0] - session.start)
        left_early_ms = None if figures.open else max(0, planned_end - figures.credited[-1][1])
    grace = policy.millis("individualLatenessGraceSeconds" if session.format in ("individual", "trial", "assessment")
                          else "latenessGraceSeconds")
    # 4.2: "100 % rule: a share of at least 1 is present and not late."
    is_late = late_ms is not None and late_ms > grace and share < 1
    outcome = _outcome(policy, role, figures, planned_ms, override, settled)
    verdict = Verdict(person, role, figures, planned_end, planned_ms, override, outcome, share, late_ms, left_early_ms, is_late, settled, [])
    verdict.reasons = _reasons(verdict, by_timeout)
    return verdict


def _outcome(policy, role, figures, planned_ms, override, settled):
    # 4.2: "a human override ... stands over everything, before settling too"
    if override is not None:
        return override["outcome"]
    # 4.2: "`unknown` until the session is settled, and after that where proven and possible lead to different outcomes"
    if not settled:
        return "unknown"
    proven = 'present' if figures.credited_ms >= planned_ms else by_share(policy, role, figures.credited_ms, planned_ms)
    possible = 'present' if figures.possible_ms >= planned_ms else by_share(policy, role, figures.possible_ms, planned_ms)
    return proven if proven == possible else "unknown"


def _reasons(verdict, by_timeout):
    """4.2: "Every verdict lists its reasons as stable machine words": each word whenever its own condition holds."""
    figures = verdict.figures
    conditions = {
        "share": bool(figures.credited),
        "no_presence": not figures.credited,
        "late": verdict.is_late,
        "left_early": verdict.left_early_ms is not None and verdict.left_early_ms >= 1000,
        "unseen_end": figures.adds_possible_time("unseen_end"),
        "unseen_start": figures.adds_possible_time("unseen_start"),
        "unmatched_participants": figures.adds_possible_time("unmatched_participants"),
        "unwatched_time": figures.adds_possible_time("unwatched_time"),
        "unsettled": not verdict.settled,
        "final_by_timeout": by_timeout,
        "assumed_until_end": any(c.assumed and c.start < c.proven_end for c in figures.connections),
        "override": verdict.override is not None,
    }
    return sorted(word for word, holds in conditions.items() if holds)
