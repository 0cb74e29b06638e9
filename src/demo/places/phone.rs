//! A printed code to try with one's own telephone: drawn in the terminal, and as pictures for paper.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::demo::format::heading;
use crate::demo::seed::DemoLogin;
use crate::output::code_picture;
use crate::terminal::output::say;
use crate::terminal::text::TerminalStyle;

/// Side of the picture to print, in pixels: 8 cm at 300 dots per inch.
const PRINT_SIDE: usize = 945;

/// What hangs at a door.
pub struct PrintedDoor<'a> {
    pub name: &'a str,
    /// The text of its code.
    pub code: &'a str,
}

/// Prints the code as an address of the scan page, with what a telephone needs to open it.
pub fn show(
    door: &PrintedDoor<'_>,
    base: &str,
    is_public: bool,
    member: Option<&DemoLogin>,
    folder: &Path,
    paint: TerminalStyle,
) -> anyhow::Result<()> {
    let address = format!("{base}/scan?code={}", door.code);
    heading(&format!("The code at the door of {}, for your own phone", door.name), paint);
    match is_public {
        true => {
            say!("  A phone in this network reaches {}. Read the code with its camera,", paint.cyan(base))
        }
        false => {
            say!(
                "  A phone does not reach {base}, which is this machine alone. For one in your network, start"
            );
            say!("  {}", paint.cyan("rollcall demo --listen 0.0.0.0:8080"));
            say!("  Here, {} takes the code too: log in there", paint.cyan(&format!("{base}/scan")));
        }
    }
    if let Some(DemoLogin { email, password, name, .. }) = member {
        say!("  as {name}: {email} {}\n", paint.bold(password));
    }
    for line in code_picture::half_blocks(&address) {
        say!("  {}", paint.white_on_black(&line));
    }
    let pictures = [
        ("door.png", code_picture::png(&address, PRINT_SIDE, door.name)),
        ("door.svg", code_picture::svg(&address, door.name).into_bytes()),
    ];
    for (file, picture) in pictures {
        let path = folder.join(file);
        fs::write(&path, picture).with_context(|| format!("cannot write {}", path.display()))?;
        say!("  to print, as long as the demo serves: {}", path.display());
    }
    Ok(())
}
