//! `rollcall demo`: a small academy, its last three weeks played in quick time, and what Rollcall made of them.
//!
//! Nothing is prepared but people coming and going. A simulated LiveKit signs its webhooks and sends them over HTTP, a
//! simulated Google answers when it is polled, an admin uses the public API, and the jobs run as they always do; only
//! the clock is quick, until it has caught up with the machine's. What is shown is read through the public API.

mod academy;
mod check;
mod client;
mod clock;
mod findings;
mod lessons;
mod meet;
mod members;
mod play;
mod seed;
mod show;
mod timeline;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use chrono::{Datelike, NaiveDate, TimeDelta};
use clap::Args;
use tokio::net::TcpListener;

use self::academy::{DAYS, ZONE};
use self::client::Client;
use self::clock::QuickClock;
use self::lessons::{Lesson, Plot};
use self::play::Stage;
use crate::api;
use crate::app::data::export::{Which, export};
use crate::app::installation::stop;
use crate::app::{App, evaluate};
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, Log};
use crate::domain::money::period::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::ids::Ids;
use crate::jobs::{self, JOBS, Scheduler};
use crate::simulator::google::Google;
use crate::simulator::livekit::{Key, LiveKit, Setup};
use crate::store::Store;
use crate::terminal::logging;
use crate::terminal::output::say;
use crate::terminal::text::Paint;

#[derive(Debug, Args)]
pub struct Demo {
    /// An empty database to play in; without it a SQLite file in a folder of its own, which is taken away afterwards.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Where to serve; another port is taken when this one is in use.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// End after the summary instead of serving on.
    #[arg(long)]
    exit: bool,
}

/// Plays, shows, and serves on until it is told to stop. No setting of this machine changes what is played.
pub async fn run(asked: Demo) -> anyhow::Result<()> {
    let paint = Paint::for_stdout();
    logging::start(&Log { filter: "error".to_owned(), ..Log::default() })?;
    let ids = Ids::random();
    let folder = Folder::new(&ids);
    let listener = listen(asked.listen).await?;
    let google_listener = TcpListener::bind("127.0.0.1:0").await?;
    let config = config(&asked, &folder, &listener, &google_listener)?;
    let address = listener.local_addr()?;

    let today = SystemClock.now().to_utc().with_timezone(&ZONE).date_naive();
    let first = today - TimeDelta::days(DAYS);
    let clock = Arc::new(QuickClock::at(midnight(first, ZONE)));
    let store = Store::open(&config.database.url, config.database.max_connections).await?;
    store.migrate().await?;
    let app = App::over(store, config, clock.clone(), ids.clone()).await?;
    let server = tokio::spawn(api::serve(listener, api::router(app.clone()), app.shutdown.clone()));
    stop::on_signal(app.clone())?;

    let played = play(&app, &clock, google_listener, address, today, paint);
    tokio::select! {
        played = played => played?,
        () = app.shutdown.cancelled() => {}
    }
    if !asked.exit && !app.shutdown.is_cancelled() {
        jobs::start(app.clone(), JOBS).await?;
        evaluate::follow(&app);
        say!("\n{}", paint.bold("Serving until Ctrl-C."));
        app.shutdown.cancelled().await;
    }
    app.shutdown.cancel();
    Ok(stop::end(&app, server).await?)
}

async fn play(
    app: &App,
    clock: &Arc<QuickClock>,
    google_listener: TcpListener,
    address: SocketAddr,
    today: NaiveDate,
    paint: Paint,
) -> anyhow::Result<()> {
    let base = format!("http://{address}");
    say!("{}", paint.bold("Rollcall demo: three weeks of a small academy, played in quick time"));
    let google = Google::new({
        let clock = clock.clone();
        move || clock.now().to_utc()
    });
    google.with(|inner| inner.world = meet::world());
    tokio::spawn(google.clone().serve(google_listener));
    let (livekit, url, key) = livekit(app, clock, &base).await?;

    let chief = seed::found(app).await?;
    let admin = Client::log_in(&base, chief.email, &chief.password).await?;
    let (cast, mut logins) = seed::people(app, &admin, today).await?;
    logins.insert(0, chief);
    let first = today - TimeDelta::days(DAYS);
    seed::rates(&admin, &cast, first).await?;
    seed::connect_livekit(&admin, &url, &key).await?;
    meet::consent(&admin).await?;
    meet::identities(&admin, &cast).await?;
    let lessons = seed::timetable(&admin, &cast, today).await?;
    say!("  {} people, {} lessons planned\n", academy::MEMBERS.len() + 1, lessons.len());

    let now = SystemClock.now();
    let plots: Vec<(Lesson, Plot)> = lessons
        .into_iter()
        .filter(|lesson| lesson.start < now)
        .map(|lesson| {
            let is_meet = lesson.room.is_none();
            let plot =
                if is_meet { meet::plot(&lesson, &cast, &google) } else { lessons::plot(&lesson, &cast) };
            (lesson, plot)
        })
        .collect();
    let scheduler = Scheduler::new(app.clone(), JOBS);
    scheduler.register().await?;
    let stage = Stage {
        app: app.clone(),
        clock: clock.clone(),
        scheduler,
        livekit: livekit.clone(),
        google: google.clone(),
        admin: admin.clone(),
        base: base.clone(),
        logins: logins.clone(),
        cast: cast.clone(),
    };
    play::play(&stage, &plots, now, paint).await?;
    clock.release();
    tokio::spawn(async move { livekit.run().await });

    // As the last look of the jobs left it; what happened since then is not in the lines yet.
    let as_of = now;
    let lessons: Vec<&Lesson> = plots.iter().map(|(lesson, _)| lesson).collect();
    let found = findings::look(&admin, &lessons, as_of, (today.year(), today.month())).await?;
    show::lessons(&plots, &found, &cast, paint)?;
    if let Some((lesson, _)) = plots.iter().find(|(_, plot)| plot.point == Some("drops and comes back"))
        && let Some(attendance) = found.attendance.get(&lesson.id)
    {
        timeline::chart(lesson, attendance, as_of, &cast, paint)?;
    }
    check::sums(&found)?;
    let checked = replayed(app, &admin, &found, first).await?;
    show::money(&found, paint);
    show::to_mend(&found, &plots, &base, &cast, paint)?;
    show::welcome(&base, &logins, paint);
    let check::Checked { sessions, reports, lines } = checked;
    say!(
        "\n  {} each sum is that of its parts, and all of it ({sessions} sessions, {reports} reports, {lines} lines) equals `rollcall replay` of its export",
        paint.green("✓")
    );
    Ok(())
}

/// Compares what the API showed with a replay of the export of every lesson.
async fn replayed(
    app: &App,
    admin: &Client,
    found: &findings::Found,
    from: NaiveDate,
) -> anyhow::Result<check::Checked> {
    let mut read = app.store.read().await?;
    let organization = read.list_organizations("", 1).await?.pop().context("the academy was founded")?;
    let which = Which::Starting(Span::new(midnight(from, ZONE), found.as_of));
    let bundle = export(&mut read, &organization.id, &which, found.as_of).await?;
    drop(read);
    check::replay(admin, found, &serde_json::to_string(&bundle)?).await
}

/// The academy's LiveKit on an address of its own.
async fn livekit(app: &App, clock: &Arc<QuickClock>, base: &str) -> anyhow::Result<(LiveKit, String, Key)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let secret: String = app.ids.bytes::<24>().iter().map(|byte| format!("{byte:02x}")).collect();
    let key = Key { key: "APIdemo".to_owned(), secret };
    let setup = Setup { webhook: format!("{base}/webhooks/livekit"), key: key.clone() };
    let livekit = LiveKit::new(setup, clock.clone(), app.ids.clone());
    tokio::spawn(livekit.clone().serve(listener));
    Ok((livekit, url, key))
}

async fn listen(wanted: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(wanted).await {
        Ok(listener) => Ok(listener),
        Err(_) => {
            let any = SocketAddr::new(wanted.ip(), 0);
            TcpListener::bind(any)
                .await
                .with_context(|| format!("--listen: cannot listen on {}", wanted.ip()))
        }
    }
}

/// Defaults, with Google and the database of the demo.
fn config(
    asked: &Demo,
    folder: &Folder,
    listener: &TcpListener,
    google: &TcpListener,
) -> anyhow::Result<Config> {
    let mut config = Config::default();
    config.server.listen = listener.local_addr()?;
    config.database.url = match &asked.database {
        Some(url) => url.clone(),
        None => format!("sqlite://{}", folder.0.join("rollcall.db").display()),
    };
    let google = format!("http://{}", google.local_addr()?);
    let url = |path: &str| {
        let address = format!("{google}{path}").parse();
        address.unwrap_or_else(|_| unreachable!("{google}{path} is an address"))
    };
    config.google.meet_url = url("");
    config.google.token_url = url("/token");
    config.google.consent_url = url("/o/oauth2/v2/auth");
    config.google.client_id = meet::CLIENT.0.to_owned();
    config.google.client_secret = meet::CLIENT.1.to_owned().into();
    Ok(config)
}

/// A folder of this run alone; it goes when the run ends.
struct Folder(PathBuf);

impl Folder {
    fn new(ids: &Ids) -> Folder {
        Folder(std::env::temp_dir().join(format!("rollcall-demo-{}", ids.make(Timestamp::from_seconds(0)))))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It may never have been made; what stays behind is in the system's temporary folder.
        _ = std::fs::remove_dir_all(&self.0);
    }
}
