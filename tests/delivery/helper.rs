//! Python programs that run beside a test and end with it, and speak in lines of JSON.
#![allow(dead_code, reason = "each test binary uses a part of this")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde_json::Value;

/// How long a line is waited for, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Helper {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Helper {
    /// Starts a script of this folder.
    pub fn start(script: &str, arguments: &[&str]) -> Helper {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = root.join(".tools/venv/bin/python");
        assert!(python.exists(), "{} is missing: run scripts/setup-tests first", python.display());
        let mut child = Command::new(python)
            .arg(root.join("tests/delivery").join(script))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Helper { child, input, lines }
    }

    /// The next line it prints. When it ends instead, its complaint is on standard error: mostly a module is missing.
    pub fn line(&self) -> String {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => panic!("the helper says nothing"),
            Err(RecvTimeoutError::Disconnected) => panic!("the helper has ended; run scripts/setup-tests"),
        }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.line()).unwrap()
    }

    /// A line that it has printed already.
    pub fn next_line(&self) -> Option<String> {
        self.lines.recv_timeout(Duration::from_millis(500)).ok()
    }

    /// Whether it has said nothing more.
    pub fn is_quiet(&self) -> bool {
        self.lines.try_recv().is_err()
    }

    pub fn tell(&mut self, value: &Value) {
        writeln!(self.input, "{value}").unwrap();
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
