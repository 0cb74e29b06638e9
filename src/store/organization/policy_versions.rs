//! Every version an organisation's policies ever had, with who set it.

use super::parse_stored;
use crate::domain::organization::Policies;
use crate::domain::time::Timestamp;
use crate::store::database::error::corrupt;
use crate::store::{Read, Result, StoreError, fill_page, instant, with_connection};

/// The policies of one version: what was set, when and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyVersion {
    pub version: i64,
    pub policies: Policies,
    /// `None`: a command, or whoever founded the organisation.
    pub author: Option<String>,
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct PolicyVersionRow {
    version: i64,
    policy: String,
    author_id: Option<String>,
    created_at: i64,
}

impl TryFrom<PolicyVersionRow> for PolicyVersion {
    type Error = StoreError;

    fn try_from(row: PolicyVersionRow) -> Result<PolicyVersion> {
        Ok(PolicyVersion {
            policies: parse_stored(&row.policy)
                .map_err(|error| corrupt("policy_versions", "policy", &row.version.to_string(), error))?,
            version: row.version,
            author: row.author_id,
            created_at: instant(row.created_at),
        })
    }
}

impl Read {
    /// The versions of the policies before this one, newest first, at most `limit`.
    pub async fn list_policy_versions(
        &mut self,
        organization: &str,
        before: i64,
        limit: i64,
    ) -> Result<Vec<PolicyVersion>> {
        const SQL: &str = "
            SELECT version, policy, author_id, created_at FROM policy_versions
             WHERE organization_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3";
        Ok(fill_page!(
            limit,
            after = before,
            |wanted| -> Vec<PolicyVersionRow> {
                with_connection!(self, |c| sqlx::query_as(SQL)
                    .bind(organization)
                    .bind(after)
                    .bind(wanted)
                    .fetch_all(c)
                    .await)?
            },
            |row| row.version,
            |rows| self.readable_rows(organization, rows)?
        ))
    }
}
