//! Memberships, each with all it was.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::checkin::membership::{
    MembershipHistory, MembershipState, MembershipStatus, StateHistory,
};
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{
    DialectSql, Locked, Read, Result, StoreError, Write, execute, fill_page, in_json_sql, instant, json_rows,
    micros, with_connection,
};

/// A membership as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub id: String,
    pub person_id: String,
    pub state: MembershipState,
    pub created_at: Timestamp,
}

/// Which memberships are listed, by what they are now. By default all of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct MembershipFilter<'a> {
    pub person: Option<&'a str>,
    pub plan: Option<&'a str>,
    pub status: Option<MembershipStatus>,
}

#[derive(sqlx::FromRow)]
struct StateRow {
    membership_id: String,
    sequence: i64,
    since: i64,
    plan_id: String,
    venue_id: Option<String>,
    valid_from: String,
    valid_until: Option<String>,
    status: String,
}

impl TryFrom<StateRow> for MembershipState {
    type Error = StoreError;

    fn try_from(row: StateRow) -> Result<MembershipState> {
        let key = format!("{} {}", row.membership_id, row.sequence);
        let wrong =
            |column, found: &str| corrupt("membership_states", column, &key, format!("found {found:?}"));
        let day = |column, text: &str| text.parse::<NaiveDate>().map_err(|_| wrong(column, text));
        Ok(MembershipState {
            valid_from: day("valid_from", &row.valid_from)?,
            valid_until: row.valid_until.as_deref().map(|text| day("valid_until", text)).transpose()?,
            status: MembershipStatus::parse(&row.status).ok_or_else(|| wrong("status", &row.status))?,
            plan: row.plan_id,
            venue: row.venue_id,
        })
    }
}

#[derive(sqlx::FromRow)]
struct MembershipRow {
    person_id: String,
    created_at: i64,
    #[sqlx(flatten)]
    state: StateRow,
}

impl TryFrom<MembershipRow> for Membership {
    type Error = StoreError;

    fn try_from(row: MembershipRow) -> Result<Membership> {
        Ok(Membership {
            id: row.state.membership_id.clone(),
            person_id: row.person_id,
            state: row.state.try_into()?,
            created_at: instant(row.created_at),
        })
    }
}

/// Selects memberships with all their states.
macro_rules! select_states {
    ($($rest:literal),+) => {
        concat!(
            "SELECT m.person_id, m.created_at, s.membership_id, s.sequence, s.since, s.plan_id, s.venue_id, ",
            "s.valid_from, s.valid_until, s.status FROM memberships m ",
            "JOIN membership_states s ON s.organization_id = m.organization_id AND s.membership_id = m.id ",
            $($rest),+
        )
    };
}

/// Selects memberships with their newest state.
macro_rules! select_memberships {
    ($rest:literal) => {
        select_states!(
            "AND s.sequence = (SELECT MAX(o.sequence) FROM membership_states o ",
            "WHERE o.organization_id = m.organization_id AND o.membership_id = m.id) ",
            $rest
        )
    };
}

impl Read {
    /// Memberships after this id, by id, at most `limit`. An empty id is the beginning.
    pub async fn list_memberships(
        &mut self,
        organization: &str,
        filter: &MembershipFilter<'_>,
        after: &str,
        limit: i64,
    ) -> Result<Vec<Membership>> {
        const SQL: &str = select_memberships!(
            "WHERE m.organization_id = $1 AND m.id > $2 AND ($3 IS NULL OR m.person_id = $3)
               AND ($4 IS NULL OR s.plan_id = $4) AND ($5 IS NULL OR s.status = $5)
             ORDER BY m.id LIMIT $6"
        );
        Ok(fill_page!(
            limit,
            after = after.to_owned(),
            |wanted| -> Vec<MembershipRow> {
                with_connection!(self, |c| sqlx::query_as(SQL)
                    .bind(organization)
                    .bind(&after)
                    .bind(filter.person)
                    .bind(filter.plan)
                    .bind(filter.status.map(MembershipStatus::as_str))
                    .bind(wanted)
                    .fetch_all(c)
                    .await)?
            },
            |row| row.state.membership_id.clone(),
            |rows| self.readable_rows(organization, rows)?
        ))
    }

    /// How many pass the filter, those that cannot be read too.
    pub async fn count_memberships(
        &mut self,
        organization: &str,
        filter: &MembershipFilter<'_>,
    ) -> Result<i64> {
        const SQL: &str = "
            SELECT COUNT(*) FROM memberships m
              JOIN membership_states s ON s.organization_id = m.organization_id AND s.membership_id = m.id
                   AND s.sequence = (SELECT MAX(o.sequence) FROM membership_states o
                                      WHERE o.organization_id = m.organization_id AND o.membership_id = m.id)
             WHERE m.organization_id = $1 AND ($2 IS NULL OR m.person_id = $2)
               AND ($3 IS NULL OR s.plan_id = $3) AND ($4 IS NULL OR s.status = $4)";
        Ok(with_connection!(self, |c| sqlx::query_scalar(SQL)
            .bind(organization)
            .bind(filter.person)
            .bind(filter.plan)
            .bind(filter.status.map(MembershipStatus::as_str))
            .fetch_one(c)
            .await)?)
    }

    /// One membership of the organisation.
    pub async fn find_membership(&mut self, organization: &str, id: &str) -> Result<Option<Membership>> {
        const SQL: &str = select_memberships!("WHERE m.organization_id = $1 AND m.id = $2");
        let row: Option<MembershipRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        self.try_row(organization, row)
    }

    /// Everything somebody's memberships ever were, by id. One with a state that cannot be read is left out whole: an
    /// older state would not say what holds.
    pub async fn membership_history(
        &mut self,
        organization: &str,
        person: &str,
    ) -> Result<Vec<MembershipHistory>> {
        const SQL: &str = select_states!(
            "WHERE m.organization_id = $1 AND m.person_id = $2 ORDER BY s.membership_id, s.sequence"
        );
        let rows: Vec<StateRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .fetch_all(c)
            .await)?;
        let mut found: BTreeMap<String, Option<StateHistory<MembershipState>>> = BTreeMap::new();
        for row in rows {
            let since = instant(row.since);
            let history =
                found.entry(row.membership_id.clone()).or_insert_with(|| Some(StateHistory::default()));
            match self.record_if_corrupt(organization, row.try_into()) {
                Ok(state) => {
                    if let Some(history) = history {
                        history.push(since, state);
                    }
                }
                Err(StoreError::Corrupt(_)) => *history = None,
                Err(other) => return Err(other),
            }
        }
        let readable: Vec<_> =
            found.into_iter().filter_map(|(id, states)| states.map(|states| (id, states))).collect();
        let plans = self.plan_histories(organization, &readable).await?;
        let with_plans = |(id, states): (String, StateHistory<MembershipState>)| {
            let named = states.iter().map(|(_, state)| state.plan.clone());
            let own =
                named.filter_map(|plan| plans.get(&plan).cloned().map(|history| (plan, history))).collect();
            MembershipHistory { id, states, plans: own }
        };
        Ok(readable.into_iter().map(with_plans).collect())
    }

    /// Since when each plan of these memberships takes codes, and since when not.
    async fn plan_histories(
        &mut self,
        organization: &str,
        memberships: &[(String, StateHistory<MembershipState>)],
    ) -> Result<BTreeMap<String, StateHistory<bool>>> {
        const SQL: DialectSql = in_json_sql!(
            "SELECT plan_id, since, qr_attendance_enabled FROM plan_states
              WHERE organization_id = $1 AND plan_id IN",
            "$2",
            "ORDER BY plan_id, sequence"
        );
        let states = memberships.iter().flat_map(|(_, states)| states.iter());
        let mut ids: Vec<&str> = states.map(|(_, state)| state.plan.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut plans: BTreeMap<String, StateHistory<bool>> = BTreeMap::new();
        if ids.is_empty() {
            return Ok(plans);
        }
        let sql = self.for_dialect(SQL.sqlite, SQL.postgres);
        let rows: Vec<(String, i64, bool)> = with_connection!(self, |c| sqlx::query_as(sql)
            .bind(organization)
            .bind(json_rows(&ids))
            .fetch_all(c)
            .await)?;
        for (plan, since, takes_codes) in rows {
            plans.entry(plan).or_default().push(instant(since), takes_codes);
        }
        Ok(plans)
    }

    /// Reads every state of a membership, so that those which cannot be read are recorded.
    pub async fn check_membership_states(&mut self, organization: &str, id: &str) -> Result<()> {
        const SQL: &str = select_states!("WHERE m.organization_id = $1 AND m.id = $2");
        let rows: Vec<StateRow> =
            with_connection!(self, |c| sqlx::query_as(SQL).bind(organization).bind(id).fetch_all(c).await)?;
        let _: Vec<MembershipState> = self.readable_rows(organization, rows)?;
        Ok(())
    }
}

impl Write {
    /// One membership of the organisation, locked.
    pub async fn lock_membership(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<Locked<Membership>>> {
        const SQL: &str = "SELECT 1 FROM memberships WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_membership(organization, id).await?.map(Locked::new))
    }

    /// Adds a membership with its first state.
    pub async fn insert_membership(&mut self, organization: &str, one: &Membership) -> Result<()> {
        const SQL: &str = "
            INSERT INTO memberships (organization_id, id, person_id, created_at) VALUES ($1, $2, $3, $4)";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(&one.person_id)
                .bind(micros(one.created_at))
        )?;
        self.append_membership_state(organization, one, one.created_at).await
    }

    /// Writes whose it is, and what holds from `since` on as its newest state.
    pub async fn update_membership(
        &mut self,
        organization: &str,
        one: &Locked<Membership>,
        since: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "UPDATE memberships SET person_id = $3 WHERE organization_id = $1 AND id = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(&one.id).bind(&one.person_id))?;
        self.append_membership_state(organization, one, since).await
    }

    async fn append_membership_state(
        &mut self,
        organization: &str,
        one: &Membership,
        since: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO membership_states
                   (organization_id, membership_id, sequence, since, plan_id, venue_id, valid_from, valid_until,
                    status)
            SELECT $1, $2, COALESCE(MAX(sequence), 0) + 1, $3, $4, $5, $6, $7, $8 FROM membership_states
             WHERE organization_id = $1 AND membership_id = $2";
        let MembershipState { plan, venue, valid_from, valid_until, status } = &one.state;
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(micros(since))
                .bind(plan)
                .bind(venue)
                .bind(valid_from.to_string())
                .bind(valid_until.map(|day| day.to_string()))
                .bind(status.as_str())
        )?;
        Ok(())
    }
}
