//! `rollcall demo`: plays the last three weeks of a small academy on a fast clock, and beside it a gym, a learning centre and a
//! campus; shows what Rollcall made of them, and goes on in real time, in the middle of lessons.
//!
//! Only the coming and going of people is scripted, no result. A simulated LiveKit signs its webhooks and sends them
//! over HTTP, a simulated Google answers when it is polled, an admin uses the public API, and the jobs run as they
//! always do; only the clock jumps from event to event, until it has caught up with the machine's. What is shown is
//! read through the public API.

mod academy;
mod check;
mod client;
mod clock;
mod doors;
mod format;
mod lanes;
mod lessons;
mod live;
mod mail;
mod media;
mod meet;
mod members;
mod places;
mod play;
mod restless;
mod results;
mod seed;
mod setup;
mod show;
mod show_plans;
mod subscriptions;
mod timeline;
mod timetables;
mod told;
mod wishes;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta};
use clap::Args;
use tokio::net::TcpListener;

use self::academy::{PLAYED_DAYS, ZONE};
use self::client::ApiClient;
use self::clock::DemoClock;
use self::doors::DemoDoors;
use self::format::heading;
use self::lanes::{LanePlans, PLANNED_AHEAD};
use self::lessons::{Lesson, LessonScript};
use self::live::{LiveLessons, VisitorLessons};
use self::mail::DemoMail;
use self::media::{MediaArguments, MediaServer};
use self::places::{DemoPlaces, OPEN_DAYS};
use self::play::DemoContext;
use self::seed::DemoLogin;
use self::setup::{DemoPorts, config, listen, reachable, start_livekit};
use self::told::ToldCounts;
use crate::app::data::export::{ExportSelection, export};
use crate::app::installation::stop;
use crate::app::{App, evaluate};
use crate::clock::{Clock, SystemClock};
use crate::config::LogConfig;
use crate::domain::time::Span;
use crate::domain::time::calendar::midnight;
use crate::http::serve;
use crate::ids::IdGenerator;
use crate::jobs::{self, JOBS, Scheduler};
use crate::server;
use crate::simulator::google::SimulatedGoogle;
use crate::store::Store;
use crate::terminal::logging;
use crate::terminal::output::say;
use crate::terminal::text::TerminalStyle;

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
    #[command(flatten)]
    media: MediaArguments,
}

/// Plays the weeks, prints the summary, and serves until it is told to stop. No settings are loaded, so no machine
/// changes what is played.
pub async fn run(asked: Demo) -> anyhow::Result<()> {
    let paint = TerminalStyle::for_stdout();
    logging::start(&LogConfig { filter: "error".to_owned(), ..LogConfig::default() })?;
    let media = asked.media.server()?;
    let ids = IdGenerator::from_os();
    let folder = tempfile::Builder::new().prefix("rollcall-demo-").tempdir()?;
    let listener = listen(asked.listen).await?;
    let ports = DemoPorts::take().await?;
    let config = config(asked.database.as_deref(), &folder, &listener, &ports)?;
    let address = reachable(listener.local_addr()?);

    let today = SystemClock.now().to_utc().with_timezone(&ZONE).date_naive();
    let clock = Arc::new(DemoClock::at(midnight(today - TimeDelta::days(OPEN_DAYS), ZONE)));
    let store = Store::open(&config.database.url, config.database.max_connections).await?;
    store.migrate().await?;
    let app = App::with_store(store, config, clock.clone(), ids.clone()).await?;
    let doors = DemoDoors::default();
    let DemoPorts { livekit, google, mail } = ports;
    let mail = DemoMail::start(clock.clone(), mail);
    let router = mail.add_to(doors.add_to(server::router(app.clone()), &app));
    let server = tokio::spawn(serve::serve(listener, router, app.shutdown.clone()));
    stop::on_signal(app.clone())?;

    let (doors, folder, media) = (&doors, folder.path(), media.as_ref());
    let stage = Stage { address, today, doors, mail: &mail, folder, media };
    let played = play(&app, &clock, (livekit, google), &stage, paint);
    let live = tokio::select! {
        played = played => Some(played?),
        () = app.shutdown.cancelled() => None,
    };
    if let Some(live) = live.filter(|_| !asked.exit && !app.shutdown.is_cancelled()) {
        jobs::start(app.clone(), JOBS).await?;
        evaluate::start_evaluator(&app);
        app.live.start();
        tokio::spawn(live.go_on());
        say!("\n{}", paint.bold("Serving until Ctrl-C."));
        app.shutdown.cancelled().await;
    }
    app.shutdown.cancel();
    Ok(stop::end(&app, server).await?)
}

/// Where the demo is played.
struct Stage<'a> {
    /// Where others reach the server.
    address: SocketAddr,
    /// By the clocks of the academy.
    today: NaiveDate,
    doors: &'a DemoDoors,
    mail: &'a DemoMail,
    /// What is in it goes with the demo.
    folder: &'a Path,
    media: Option<&'a MediaServer>,
}

async fn play(
    app: &App,
    clock: &Arc<DemoClock>,
    (livekit, google_port): (TcpListener, TcpListener),
    stage: &Stage<'_>,
    paint: TerminalStyle,
) -> anyhow::Result<LiveLessons> {
    let Stage { address, today, doors, mail, folder, media } = *stage;
    let base = format!("http://{address}");
    let first = today - TimeDelta::days(PLAYED_DAYS);
    say!(
        "{}",
        paint.bold(
            "Rollcall demo: three weeks of a small academy, and a gym, a centre and a campus, in quick time"
        )
    );
    let google = SimulatedGoogle::new({
        let clock = clock.clone();
        move || clock.now().to_utc()
    });
    google.with(|inner| inner.world = meet::world());
    tokio::spawn(google.clone().serve(google_port));
    let (livekit, url, key) = start_livekit(app, clock, &base, livekit).await?;

    let (organization, first_logins) = seed::create_organization(app).await?;
    if let Some(media) = media {
        media.check(app, &organization).await?;
    }
    let nobody = ApiClient::new(&base);
    let admin = nobody.log_in(first_logins[0].email, &first_logins[0].password).await?;
    let now = SystemClock.now();
    let mut places = DemoPlaces::open(app, &nobody, now).await?;
    places.play_until(clock, midnight(first, ZONE)).await?;
    let (members, logins) = seed::people(app, &admin, today).await?;
    seed::languages(app, &organization, &members).await?;
    seed::wishes(&admin, &members).await?;
    let logins: Vec<DemoLogin> = first_logins.into_iter().chain(logins).collect();
    seed::rates(&admin, &members, first).await?;
    seed::connect_livekit(&admin, &url, &key).await?;
    meet::connect_organizers(&admin).await?;
    meet::bind_identities(&admin, &members).await?;
    subscriptions::sell(&admin, &members, first).await?;
    let (timetables, mut lessons) = timetables::plan(&admin, &members, today).await?;
    let mut lanes = LanePlans::new(now, &lessons, media.is_some());
    let visitor_lanes = LanePlans::for_visitors(now, &lessons);
    lessons.extend(lanes.plan_until(&admin, &members, now.plus(PLANNED_AHEAD)).await?);
    lessons.sort_by_key(|lesson| lesson.start);
    say!("  {} people, {} lessons planned\n", academy::MEMBERS.len() + 2, lessons.len());

    let (begun, later): (Vec<Lesson>, Vec<Lesson>) =
        lessons.into_iter().partition(|lesson| lesson.start < now);
    let scripts: Vec<(Lesson, LessonScript)> = begun
        .into_iter()
        .map(|lesson| {
            let mut script = live::script(&lesson, &members, &google);
            if restless::is_of_lane(&lesson) {
                script.highlight = Some("in progress; it goes on while the demo serves");
            }
            (lesson, script)
        })
        .collect();
    let (called_off, later) = live::call_off_one(later, now);
    let scheduler = Scheduler::new(app.clone(), JOBS);
    scheduler.register().await?;
    let demo = DemoContext {
        app: app.clone(),
        clock: clock.clone(),
        scheduler,
        livekit: livekit.clone(),
        google: google.clone(),
        admin: admin.clone(),
        logins: logins.clone(),
        members: members.clone(),
    };
    play::play(&demo, &mut places, &scripts, called_off.as_ref(), now, paint).await?;
    clock.follow_system();

    // The summary is as of the last job run; lines do not contain later events yet.
    let as_of = now;
    let lessons: Vec<&Lesson> = scripts.iter().map(|(lesson, _)| lesson).collect();
    let found = results::fetch_results(&admin, &lessons, as_of, (today.year(), today.month())).await?;
    show::lessons(&scripts, &found, &members, paint)?;
    if let Some((lesson, _)) =
        scripts.iter().find(|(_, script)| script.highlight == Some("drops and comes back"))
        && let Some(attendance) = found.attendance.get(&lesson.id)
    {
        timeline::chart(lesson, attendance, as_of, &members, paint)?;
    }
    check::check_sums(&found)?;
    let checked = check_replay(app, &organization, &admin, &found, first).await?;
    let planned = timetables.check(&admin, now).await?;
    show_plans::timetables(&planned, paint);
    show::money(&found, paint);
    show_plans::subscriptions(&found.ledgers, &checked, &members, paint);
    show::open_questions(&found, &scripts, &base, &members, paint)?;
    places.show(paint).await?;
    let mut told = vec![ToldCounts::fetch(academy::NAME, &admin).await?];
    told.extend(places.told().await?);
    let letters = told::check(&told, mail)?;
    told::show(&told, &base, paint);
    show::welcome(&base, &logins, paint);
    let paths = doors.make(app, &[logins.clone(), places.logins()].concat());
    let visitors = match media {
        Some(media) => {
            let server = media.connect(app, &admin, &organization).await?;
            let mut visitors = VisitorLessons { server, lanes: visitor_lanes };
            let lessons = visitors.plan_until(&admin, &members, now.plus(PLANNED_AHEAD)).await?;
            let doors: Vec<_> = logins.iter().zip(&paths).collect();
            show_plans::room(&visitors.server, &lessons, &base, &doors, paint);
            Some(visitors)
        }
        None => None,
    };
    let live = LiveLessons { livekit, google, admin, members, lanes, visitors };
    live.play(&later);
    show_plans::checked(&checked, &planned, &found.ledgers, paint);
    told::checked(letters, paint);
    show::doors(&base, &logins, &paths, paint);
    places.show_doors(&base, &paths[logins.len()..], paint);
    heading("What all of them were told by e-mail", paint);
    told::say_mail(&base, paint);
    places.show_code(&base, folder, paint)?;
    Ok(live)
}

/// Compares what the API showed with a replay of the export of every lesson.
async fn check_replay(
    app: &App,
    organization: &str,
    admin: &ApiClient,
    found: &results::DemoResults,
    from: NaiveDate,
) -> anyhow::Result<check::CheckedCounts> {
    let mut read = app.store.read().await?;
    let which = ExportSelection::Starting(Span::new(midnight(from, ZONE), found.as_of));
    let bundle = export(&mut read, organization, &which, found.as_of).await?;
    drop(read);
    check::compare_with_replay(admin, found, &serde_json::to_string(&bundle)?).await
}
