//! The other places of the demo, each an organisation of its own: a gym, a learning centre and a campus, whose people check in
//! with codes. They are played on the clock of the academy, through the public API, around the present hour.

mod campus;
mod centre;
mod gym;
mod gym_traffic;
mod office;
mod phone;
mod show;
mod zones;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use self::campus::DemoCampus;
use self::centre::DemoCentre;
use self::gym::DemoGym;
use self::office::DemoOffice;
use super::client::ApiClient;
use super::clock::DemoClock;
use super::seed::DemoLogin;
use super::told::ToldCounts;
use crate::app::App;
use crate::domain::time::Timestamp;
use crate::terminal::text::TerminalStyle;

/// Days before today on which the first of these places opens.
pub const OPEN_DAYS: i64 = 30;

pub struct DemoPlaces {
    app: App,
    nobody: ApiClient,
    now: Timestamp,
    gym: DemoGym,
    centre: Option<DemoCentre>,
    campus: Option<DemoCampus>,
    /// What is still to happen.
    steps: BTreeMap<Timestamp, Vec<PlaceStep>>,
}

#[derive(Clone, Copy)]
enum PlaceStep {
    UploadVisits,
    ChangeRules,
    OpenCentre,
    OpenCampus,
    ScanAtCentre,
    /// All that happened today at the others, as of the demo's present.
    PlayToday,
}

impl DemoPlaces {
    /// Opens the gym; `now` is the present of the demo, which its clock is still to come to.
    pub async fn open(app: &App, nobody: &ApiClient, now: Timestamp) -> anyhow::Result<DemoPlaces> {
        let nobody = nobody.clone();
        let gym = DemoGym::open(app, &nobody, now).await?;
        let mut steps: BTreeMap<Timestamp, Vec<PlaceStep>> = BTreeMap::new();
        let mut add = |at, step| steps.entry(at).or_default().push(step);
        let uploads = gym.upload_times();
        uploads.iter().for_each(|at| add(*at, PlaceStep::UploadVisits));
        if let Some(last) = uploads.last() {
            add(*last, PlaceStep::ChangeRules);
        }
        add(now.plus(-centre::PLANNED_BEFORE), PlaceStep::OpenCentre);
        add(now.plus(-campus::PLANNED_BEFORE), PlaceStep::OpenCampus);
        add(now, PlaceStep::PlayToday);
        Ok(DemoPlaces { app: app.clone(), nobody, now, gym, centre: None, campus: None, steps })
    }

    /// When the next thing happens.
    pub fn next(&self) -> Option<Timestamp> {
        self.steps.first_key_value().map(|(at, _)| *at)
    }

    /// Does what is due at `at`, where the clock stands.
    pub async fn step(&mut self, at: Timestamp) -> anyhow::Result<()> {
        while let Some(entry) = self.steps.first_entry().filter(|entry| *entry.key() <= at) {
            let (due, steps) = entry.remove_entry();
            for step in steps {
                self.perform(step, due).await?;
            }
        }
        Ok(())
    }

    /// Does everything that is due before `until`, and leaves the clock there.
    pub async fn play_until(&mut self, clock: &DemoClock, until: Timestamp) -> anyhow::Result<()> {
        while let Some(next) = self.next().filter(|next| *next < until) {
            clock.advance_to(next);
            self.step(next).await?;
        }
        clock.advance_to(until);
        Ok(())
    }

    async fn perform(&mut self, step: PlaceStep, due: Timestamp) -> anyhow::Result<()> {
        match step {
            PlaceStep::UploadVisits => self.gym.upload_habits(due).await?,
            PlaceStep::ChangeRules => self.gym.change_rules().await?,
            PlaceStep::OpenCentre => {
                let centre = DemoCentre::open(&self.app, &self.nobody, self.now).await?;
                for moment in BTreeSet::from_iter(centre.moments()) {
                    self.steps.entry(moment).or_default().push(PlaceStep::ScanAtCentre);
                }
                self.centre = Some(centre);
            }
            PlaceStep::OpenCampus => {
                self.campus = Some(DemoCampus::open(&self.app, &self.nobody, self.now).await?);
            }
            PlaceStep::ScanAtCentre => {
                if let Some(centre) = &self.centre {
                    centre.play(due).await?;
                }
            }
            PlaceStep::PlayToday => {
                self.gym.play_morning().await?;
                if let Some(campus) = &self.campus {
                    campus.play().await?;
                }
            }
        }
        Ok(())
    }

    fn offices(&self) -> Vec<(&'static str, &DemoOffice)> {
        let others = [
            self.centre.as_ref().map(|centre| ("a learning centre", &centre.office)),
            self.campus.as_ref().map(|campus| ("a campus", &campus.office)),
        ];
        [("a gym", &self.gym.office)].into_iter().chain(others.into_iter().flatten()).collect()
    }

    /// Who can log in, place by place.
    pub fn logins(&self) -> Vec<DemoLogin> {
        self.offices().into_iter().flat_map(|(_, office)| office.logins.clone()).collect()
    }

    /// Prints what Rollcall made of what was played, read through the public API and compared with it.
    pub async fn show(&self, paint: TerminalStyle) -> anyhow::Result<()> {
        show::gym(&self.gym.office, &self.gym.results().await?, self.now, paint);
        if let Some(centre) = &self.centre {
            let reports = centre.reports().await?;
            show::centre(
                &centre.office,
                [centre.reading.title, centre.robots.title],
                &reports,
                self.now,
                paint,
            );
        }
        if let Some(campus) = &self.campus {
            show::campus(&campus.office, &campus.results().await?, self.now, paint);
        }
        Ok(())
    }

    /// What each place has told.
    pub async fn told(&self) -> anyhow::Result<Vec<ToldCounts>> {
        let mut told = Vec::new();
        for (_, office) in self.offices() {
            told.push(ToldCounts::fetch(office.name, &office.admin).await?);
        }
        Ok(told)
    }

    /// Prints the addresses that log in by themselves, `paths` in the order of `logins`.
    pub fn show_doors(&self, base: &str, paths: &[String], paint: TerminalStyle) {
        let mut paths = paths.iter();
        for (kind, office) in self.offices() {
            show::doors(kind, office, base, paths.by_ref().take(office.logins.len()), paint);
        }
    }

    /// Prints the code at the gym's door for a telephone, and writes it as pictures into `folder`.
    pub fn show_code(&self, base: &str, folder: &Path, paint: TerminalStyle) -> anyhow::Result<()> {
        let is_public = self.app.config.server.public_url.is_some();
        let door = phone::PrintedDoor { name: self.gym.office.name, code: &self.gym.code };
        phone::show(&door, base, is_public, self.gym.visitor(), folder, paint)
    }
}
