//! `rollcall man`: prints the manual page of the program, or writes the pages of all its commands.

use std::path::PathBuf;

use anyhow::Context;

use crate::terminal::output::{note, say};

#[derive(Debug, clap::Args)]
pub struct Man {
    /// Write a page of each command into this folder, instead of the program's own to standard output.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub fn run(arguments: &Man, program: clap::Command) -> anyhow::Result<()> {
    if let Some(folder) = &arguments.folder {
        std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(program, folder))
            .with_context(|| format!("--folder: cannot write to {}", folder.display()))?;
        note!("the pages are in {}", folder.display());
        return Ok(());
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(program).render(&mut page)?;
    say!("{}", String::from_utf8(page)?.trim_end());
    Ok(())
}
