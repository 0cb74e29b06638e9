//! Rows of an organisation that this version cannot read, for its admin.

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{Problem, Route, RouteRequest, get};
use crate::app::organization::problems;
use crate::domain::time::Timestamp;
use crate::http::pagination::Page;
use crate::http::roles::ADMINS;
use crate::store::installation::unreadable_rows::KnownUnreadable;

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/api/v1/problems", "Rows that cannot be read, and are left out").who(ADMINS).to(list)]
}

/// A row that this version of the program cannot read: a newer one wrote it, or it is broken. It is left out of lists and
/// sums, and whatever rests on it is held back.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DataProblem)]
struct DataProblemBody {
    /// `unreadable_row`.
    kind: &'static str,
    #[schema(example = "sessions")]
    table: String,
    /// Its key in the organisation.
    row: String,
    #[schema(example = "format")]
    column: String,
    /// What stands there.
    found: String,
    /// When it was first met.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
}

impl From<KnownUnreadable> for DataProblemBody {
    fn from(one: KnownUnreadable) -> DataProblemBody {
        let KnownUnreadable { unreadable: row, since } = one;
        DataProblemBody {
            kind: "unreadable_row",
            table: row.table,
            row: row.row,
            column: row.column,
            found: row.found,
            since,
        }
    }
}

async fn list(request: RouteRequest) -> Result<Page<DataProblemBody>, Problem> {
    let found = problems::list(&request.app, request.scope.organization()).await?;
    Ok(Page::complete(found.into_iter().map(DataProblemBody::from).collect()))
}
