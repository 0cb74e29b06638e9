//! What a browser and its system are called, by what the browser says of itself: enough to tell one's own devices apart.

use crate::text::args;
use crate::web::ui::Ui;

/// As (words in the text, name), the more special first: Edge and Opera call themselves Chrome too, and Chrome Safari.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// Browser and system, each where it is known.
fn names(client: &str) -> (Option<&'static str>, Option<&'static str>) {
    let find = |all: &[(&str, &'static str)]| {
        all.iter().find(|(word, _)| client.contains(word)).map(|(_, name)| *name)
    };
    (find(BROWSERS), find(SYSTEMS))
}

/// `Firefox on Android`
pub fn browser_name(ui: &Ui, client: &str) -> String {
    match names(client) {
        (Some(browser), Some(system)) => ui.say("browser-on", args![browser = browser, system = system]),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => ui.text("browser-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_its_own_word() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile Safari/604.1";
        assert_eq!(names(edge), (Some("Edge"), Some("Windows")));
        assert_eq!(names(safari), (Some("Safari"), Some("iPhone")));
        assert_eq!(
            names("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"),
            (Some("Firefox"), Some("Linux"))
        );
        assert_eq!(names("<script>"), (None, None));
    }
}
