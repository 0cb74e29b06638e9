//! Plans of members, each with all it was.

use crate::domain::time::Timestamp;
use crate::store::{Locked, Read, Result, Write, execute, instant, micros, with_connection};

/// What members pay for, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipPlan {
    pub id: String,
    pub name: String,
    /// Whether its members may enter by a code.
    pub qr_attendance_enabled: bool,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct PlanRow {
    id: String,
    name: String,
    created_at: i64,
    qr_attendance_enabled: bool,
}

impl From<PlanRow> for MembershipPlan {
    fn from(row: PlanRow) -> MembershipPlan {
        let PlanRow { id, name, created_at, qr_attendance_enabled } = row;
        MembershipPlan { id, name, qr_attendance_enabled, created_at: instant(created_at) }
    }
}

/// Selects plans with their newest state.
macro_rules! select_plans {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.name, p.created_at, s.qr_attendance_enabled FROM plans p ",
            "JOIN plan_states s ON s.organization_id = p.organization_id AND s.plan_id = p.id ",
            "AND s.sequence = (SELECT MAX(o.sequence) FROM plan_states o ",
            "WHERE o.organization_id = p.organization_id AND o.plan_id = p.id) ",
            $rest
        )
    };
}

impl Read {
    /// Plans after this id, by id, at most `limit`. An empty id is the beginning.
    pub async fn list_plans(
        &mut self,
        organization: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<MembershipPlan>> {
        const SQL: &str = select_plans!("WHERE p.organization_id = $1 AND p.id > $2 ORDER BY p.id LIMIT $3");
        let rows: Vec<PlanRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(after)
            .bind(limit)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(MembershipPlan::from).collect())
    }

    /// One plan of the organisation.
    pub async fn find_plan(&mut self, organization: &str, id: &str) -> Result<Option<MembershipPlan>> {
        const SQL: &str = select_plans!("WHERE p.organization_id = $1 AND p.id = $2");
        let row: Option<PlanRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(id)
            .fetch_optional(c)
            .await)?;
        Ok(row.map(MembershipPlan::from))
    }
}

impl Write {
    /// One plan of the organisation, locked.
    pub async fn lock_plan(
        &mut self,
        organization: &str,
        id: &str,
    ) -> Result<Option<Locked<MembershipPlan>>> {
        const SQL: &str = "SELECT 1 FROM plans WHERE organization_id = $1 AND id = $2 FOR UPDATE";
        self.lock_row(SQL, organization, Some(id)).await?;
        Ok(self.find_plan(organization, id).await?.map(Locked::new))
    }

    /// Adds a plan with its first state.
    pub async fn insert_plan(&mut self, organization: &str, one: &MembershipPlan) -> Result<()> {
        const SQL: &str = "INSERT INTO plans (organization_id, id, name, created_at) VALUES ($1, $2, $3, $4)";
        execute!(
            self,
            sqlx::query(SQL).bind(organization).bind(&one.id).bind(&one.name).bind(micros(one.created_at))
        )?;
        self.append_plan_state(organization, one, one.created_at).await
    }

    /// Writes its name, and what holds of it from `since` on as its newest state.
    pub async fn update_plan(
        &mut self,
        organization: &str,
        one: &Locked<MembershipPlan>,
        since: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "UPDATE plans SET name = $3 WHERE organization_id = $1 AND id = $2";
        execute!(self, sqlx::query(SQL).bind(organization).bind(&one.id).bind(&one.name))?;
        self.append_plan_state(organization, one, since).await
    }

    async fn append_plan_state(
        &mut self,
        organization: &str,
        one: &MembershipPlan,
        since: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO plan_states (organization_id, plan_id, sequence, since, qr_attendance_enabled)
            SELECT $1, $2, COALESCE(MAX(sequence), 0) + 1, $3, $4 FROM plan_states
             WHERE organization_id = $1 AND plan_id = $2";
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(&one.id)
                .bind(micros(since))
                .bind(one.qr_attendance_enabled)
        )?;
        Ok(())
    }
}
