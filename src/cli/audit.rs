//! `rollcall audit`: tries the laws on everything that is stored. Each broken one is a line that names its row.

use crate::app::App;
use crate::app::audit::audit;
use crate::config::Config;

pub async fn run(config: Config) -> anyhow::Result<()> {
    let app = App::start(config).await?;
    let audited = audit(&app, |finding| println!("{finding}")).await?;
    app.store.close().await;
    println!(
        "{} rows of evidence and {} sessions audited, {} sessions wait to be judged",
        audited.evidence, audited.sessions, audited.waiting
    );
    match audited.findings {
        0 => Ok(()),
        count => anyhow::bail!("{count} findings: what is stored is not what it should be"),
    }
}
