//! What is wrong with the settings, the database, its disk, and the clocks.

use super::facts::{DatabaseFacts, DiskFacts, Facts, SettingsFacts};
use super::finding::{DoctorFinding, FindingArea};
use crate::config::JobProfile;
use crate::domain::time::SECOND;

/// Below so many free bytes, or this part of the disk, writing will soon fail.
const LEAST_FREE_BYTES: u64 = 1 << 30;
const LEAST_FREE_PERCENT: u64 = 5;
/// How far the database's clock may be from ours: jobs of replicas take turns by it, and instants are compared.
const MOST_MILLIS_APART: u64 = 2_000;
/// After so many years without an update of the time zones some country has changed its clocks.
const MOST_YEARS_OF_ZONES: i32 = 2;

pub(super) fn findings(facts: &Facts) -> Vec<DoctorFinding> {
    let mut all = settings(facts);
    all.extend(database(&facts.database));
    if facts.database.error.is_none() {
        all.extend(clock(&facts.database));
        all.extend(zones(facts));
    }
    all
}

fn settings(facts: &Facts) -> Vec<DoctorFinding> {
    const AREA: FindingArea = FindingArea::Settings;
    let SettingsFacts { address, has_public_url, profile, has_encryption_key, is_durable, .. } =
        &facts.settings;
    if let Some(error) = &facts.settings.error {
        let mend =
            "Mend that setting; config/rollcall.toml names every key with its default and what it means.";
        return vec![DoctorFinding::problem(AREA, "settings_unreadable", error, mend)];
    }
    let mut all =
        vec![DoctorFinding::ok(AREA, "settings", "The settings can be read, and every key is known")];
    let is_https = address.starts_with("https://");
    all.push(if *has_public_url && !is_https && !is_on_this_machine(address) {
        DoctorFinding::warning(
            AREA,
            "public_url_insecure",
            format!("server.public_url is {address}, which is not https: logins and meetings travel in the open, and browsers give no camera there"),
            "Put a proxy with a certificate before the server and set server.public_url to its https:// address.",
        )
    } else if *has_public_url {
        DoctorFinding::ok(AREA, "public_url", format!("Others reach the server at {address}"))
    } else {
        DoctorFinding::warning(
            AREA,
            "public_url_missing",
            format!("server.public_url is not set: links in messages and calendars, and the address for webhooks, begin with {address}"),
            "Set server.public_url to the address by which people and platforms reach this server, such as https://rollcall.example.org.",
        )
    });
    let looks_like_production = is_https || !facts.database.is_sqlite;
    if *profile == JobProfile::Development && looks_like_production {
        all.push(DoctorFinding::warning(
            AREA,
            "profile_development",
            "jobs.profile is development, while this looks like an installation that people work with: jobs run more often than they need to",
            "Set jobs.profile = \"production\".",
        ));
    }
    if !has_encryption_key && looks_like_production {
        all.push(DoctorFinding::warning(
            AREA,
            "keys_in_database",
            "secrets.encryption_key is not set: the key is kept in the database, beside the secrets of platforms that it seals",
            "Before the first platform is connected, set secrets.token_key and secrets.encryption_key (openssl rand -hex 32); \
             afterwards connect the platforms again.",
        ));
    }
    if !is_durable {
        all.push(DoctorFinding::problem(
            AREA,
            "not_durable",
            "database.sqlite_synchronous is not full: a power cut takes acknowledged evidence away",
            "Remove database.sqlite_synchronous from the settings.",
        ));
    }
    all
}

/// Whether an address names the machine itself.
pub(super) fn is_on_this_machine(address: &str) -> bool {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let ip: Option<std::net::IpAddr> = bare.parse().ok();
        host == "localhost" || ip.is_some_and(|ip| ip.is_loopback() || ip.is_unspecified())
    })
}

fn database(facts: &DatabaseFacts) -> Vec<DoctorFinding> {
    const AREA: FindingArea = FindingArea::Database;
    if let Some(error) = &facts.error {
        let mend = "Until this is mended nothing else about the database can be said.";
        return vec![DoctorFinding::problem(AREA, "database_unusable", error, mend)];
    }
    let place = format!("The database at {} answers, and its schema is current", facts.place);
    let mut all = vec![DoctorFinding::ok(AREA, "database", place)];
    if let Some(disk) = &facts.disk {
        all.push(disk_space(disk));
    }
    all
}

fn disk_space(disk: &DiskFacts) -> DoctorFinding {
    const AREA: FindingArea = FindingArea::Database;
    let free = format!("{} of {} free in {}", size(disk.free_bytes), size(disk.total_bytes), disk.folder);
    let percent = disk.free_bytes.saturating_mul(100) / disk.total_bytes.max(1);
    if disk.free_bytes < LEAST_FREE_BYTES || percent < LEAST_FREE_PERCENT {
        let says = format!("The disk is nearly full: {free}");
        let mend = "Make room, or move the database to a larger disk: when it is full, webhooks are refused.";
        DoctorFinding::problem(AREA, "disk_full", says, mend)
    } else if disk.free_bytes < disk.database_bytes {
        let says =
            format!("A copy of the database ({}) has no room beside it: {free}", size(disk.database_bytes));
        DoctorFinding::warning(AREA, "disk_small", says, "Make room, or keep copies on another disk.")
    } else {
        DoctorFinding::ok(AREA, "disk", format!("There is room on the disk: {free}"))
    }
}

/// `12.5 GiB`
fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..0x4000_0000 => (1_u64 << 20, "MiB"),
        0x4000_0000..0x100_0000_0000 => (1 << 30, "GiB"),
        _ => (1 << 40, "TiB"),
    };
    let tenths = bytes.saturating_mul(10) / unit;
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

fn clock(facts: &DatabaseFacts) -> Option<DoctorFinding> {
    let millis = facts.millis_ahead?;
    Some(if millis.unsigned_abs() > MOST_MILLIS_APART {
        let way = if millis > 0 { "ahead of" } else { "behind" };
        let seconds = millis.unsigned_abs() / SECOND.unsigned_abs();
        DoctorFinding::warning(
            FindingArea::Time,
            "database_clock",
            format!("The database's clock is {seconds} s {way} this machine's"),
            "Let both machines take the time from the network (NTP): replicas take turns by it.",
        )
    } else {
        DoctorFinding::ok(FindingArea::Time, "database_clock", "The database's clock is this machine's")
    })
}

fn zones(facts: &Facts) -> Vec<DoctorFinding> {
    const AREA: FindingArea = FindingArea::Time;
    let version = chrono_tz::IANA_TZDB_VERSION;
    let year: i32 = version.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
    let present: i32 = facts.now.to_string().get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
    let mut all = vec![if present - year > MOST_YEARS_OF_ZONES {
        let says = format!(
            "The time zones of this program are of {version}: some country has changed its clocks since"
        );
        DoctorFinding::warning(AREA, "zones_old", says, "Install a newer version of Rollcall.")
    } else {
        DoctorFinding::ok(AREA, "zones", format!("The time zones of this program are of {version}"))
    }];
    for organization in facts.organizations.iter().filter(|one| !one.has_zone) {
        let finding = DoctorFinding::problem(
            AREA,
            "zone_unknown",
            "Its time zone is not known to this version, so that nothing of it is evaluated",
            "PATCH /api/v1/organizations/{id} with a timeZone such as Asia/Riyadh, or install a newer version.",
        );
        all.push(finding.of(&organization.name));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::finding::FindingLevel;
    use super::*;
    use crate::domain::time::Timestamp;

    fn codes(change: impl Fn(&mut Facts)) -> Vec<&'static str> {
        let mut facts = Facts::healthy(Timestamp::from_seconds(1_767_600_000));
        change(&mut facts);
        let found = findings(&facts);
        assert!(found.iter().all(|one| (one.level == FindingLevel::Ok) == one.mend.is_none()), "{found:?}");
        found.iter().filter(|one| one.level != FindingLevel::Ok).map(|one| one.code).collect()
    }

    #[test]
    fn a_healthy_installation_has_nothing_to_mend() {
        assert!(codes(|_| ()).is_empty());
    }

    #[test]
    fn settings_are_judged_by_how_the_installation_is_used() {
        assert_eq!(
            codes(|facts| facts.settings.error = Some("servr: an unknown key".into())),
            ["settings_unreadable"]
        );
        assert_eq!(
            codes(|facts| facts.settings.address = "http://rollcall.example".into()),
            ["public_url_insecure"]
        );
        assert!(codes(|facts| facts.settings.address = "http://localhost:8080".into()).is_empty());
        assert_eq!(
            codes(|facts| {
                facts.settings.has_public_url = false;
                facts.settings.address = "http://127.0.0.1:8080".into();
                facts.settings.profile = JobProfile::Development;
                facts.settings.has_encryption_key = false;
            }),
            ["public_url_missing"],
            "a trial on one's own machine"
        );
        assert_eq!(
            codes(|facts| {
                facts.settings.profile = JobProfile::Development;
                facts.settings.has_encryption_key = false;
            }),
            ["profile_development", "keys_in_database"]
        );
        assert_eq!(codes(|facts| facts.settings.is_durable = false), ["not_durable"]);
    }

    #[test]
    fn a_database_that_cannot_be_used_is_all_that_is_said_of_it() {
        assert_eq!(
            codes(|facts| {
                facts.database.error = Some("there is no database".into());
                facts.database.millis_ahead = Some(99_000);
            }),
            ["database_unusable"]
        );
    }

    #[test]
    fn a_disk_is_full_before_writing_fails() {
        let with = |free: u64, total: u64, database: u64| {
            codes(|facts| {
                let folder = "/srv".to_owned();
                facts.database.disk = Some(DiskFacts {
                    folder,
                    free_bytes: free,
                    total_bytes: total,
                    database_bytes: database,
                });
            })
        };
        assert_eq!(with(1 << 29, 10 << 30, 0), ["disk_full"]);
        assert_eq!(with(40 << 30, 1_000 << 30, 0), ["disk_full"]);
        assert_eq!(with(4 << 30, 10 << 30, 5 << 30), ["disk_small"]);
        assert!(with(6 << 30, 10 << 30, 5 << 30).is_empty());
        assert_eq!((size(0), size(1_610_612_736)), ("0.0 MiB".into(), "1.5 GiB".into()));
    }

    #[test]
    fn clocks_and_zones() {
        assert_eq!(codes(|facts| facts.database.millis_ahead = Some(-2_001)), ["database_clock"]);
        assert!(codes(|facts| facts.database.millis_ahead = Some(2_000)).is_empty());
        assert_eq!(codes(|facts| facts.now = Timestamp::from_seconds(2_200_000_000)), ["zones_old"]);
        assert_eq!(codes(|facts| facts.organizations[0].has_zone = false), ["zone_unknown"]);
    }

    #[test]
    fn an_address_of_the_machine_itself_is_known() {
        for inside in ["http://localhost:1", "ws://127.0.0.1:7880", "http://[::1]:1", "http://0.0.0.0:8080"] {
            assert!(is_on_this_machine(inside), "{inside}");
        }
        for outside in ["https://rollcall.example", "ws://10.0.0.1:7880", "nonsense"] {
            assert!(!is_on_this_machine(outside), "{outside}");
        }
    }
}
