//! One page, without what is around it.

use axum::http::StatusCode;
use maud::Markup;

/// One page.
#[derive(Debug)]
pub struct WebPage {
    /// Of the window; the name of the product follows.
    pub title: String,
    pub body: Markup,
    /// Whether it uses the whole width of a wide screen: tables of finance.
    pub is_wide: bool,
    pub status: StatusCode,
    /// After so many seconds it is fetched again, while something it shows is under way.
    pub refresh_seconds: Option<u32>,
    /// A script of its own beside that of all pages, by the name it was built from.
    pub script: Option<&'static str>,
    /// Whether it opens a camera and reads codes from its picture: the scanner.
    pub is_scanner: bool,
    /// Whether it shows another answer of ours in a frame.
    pub has_frame: bool,
    /// Whether it stands on a screen of its own, before people who are not logged in: without the menu.
    pub is_screen: bool,
    /// Camera, microphone and screen, and the servers that they are sent to; `None` where there are none.
    pub media: Option<MediaAccess>,
}

/// What a page that shows a meeting room may do beyond the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaAccess {
    /// Origins that its script may connect to, as `wss://livekit.example.org`.
    pub origins: Vec<String>,
}

impl WebPage {
    pub fn new(title: impl Into<String>, body: Markup) -> WebPage {
        WebPage {
            title: title.into(),
            body,
            is_wide: false,
            status: StatusCode::OK,
            refresh_seconds: None,
            script: None,
            is_scanner: false,
            has_frame: false,
            is_screen: false,
            media: None,
        }
    }

    pub fn wide(mut self) -> WebPage {
        self.is_wide = true;
        self
    }

    /// Fetches it again after so many seconds.
    pub fn refreshing(mut self, seconds: u32) -> WebPage {
        self.refresh_seconds = Some(seconds);
        self
    }

    /// With a script of its own, and camera and microphone for it.
    pub fn with_media(mut self, script: &'static str, media: MediaAccess) -> WebPage {
        self.script = Some(script);
        self.media = Some(media);
        self
    }

    /// With a script of its own, a camera, and the program that reads codes where the browser does not.
    pub fn with_scanner(mut self, script: &'static str) -> WebPage {
        self.script = Some(script);
        self.is_scanner = true;
        self
    }

    /// With another answer of ours in a frame.
    pub fn with_frame(mut self) -> WebPage {
        self.has_frame = true;
        self
    }

    /// For a screen that others look at: nothing of the reader's own stands around it.
    pub fn for_a_screen(mut self) -> WebPage {
        self.is_screen = true;
        self
    }

    pub fn status(mut self, status: StatusCode) -> WebPage {
        self.status = status;
        self
    }
}
