//! The letters of `rollcall demo`: what families and staff are told arrives, and a visitor reads it.

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::json;

use crate::visitor::Visitor;

/// How long a letter that is told while the demo serves may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Whatever the demo told is there: a letter of each kind in the languages of their readers, each with its text and its HTML.
pub async fn check_letters(nobody: &Visitor, mother: &Visitor, office: &Visitor) {
    let letters = all_letters(nobody).await;
    for told in [
        "Zara Khan was absent from Quran with Zara",
        "minutes late to Mathematics",
        "Cancelled: Mathematics",
        "left: Quran, eight lessons",
    ] {
        assert!(letters.iter().any(|(_, line)| line.contains(told)), "{told} is not among {letters:#?}");
    }
    // In the languages of the readers.
    for told in ["Миша Иванов", "रोहन शर्मा", "نورة العتيبي"] {
        assert!(letters.iter().any(|(_, line)| line.contains(told)), "{told} is not among {letters:#?}");
    }
    let (path, _) = letters.iter().find(|(_, line)| line.contains("Zara Khan was absent")).unwrap();
    let page = nobody.get(path).await.text().await.unwrap();
    for part in ["imran@noor.example", "Imran Khan", "Noor Academy", "sandbox=", "Quran with Zara"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let letter = nobody.get(&format!("{path}/letter")).await;
    let policy = letter.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("sandbox allow-popups ") && policy.contains("default-src 'none'"), "{policy}");
    let letter = letter.text().await.unwrap();
    for part in ["Zara Khan", "<base target=\"_blank\">", "data:image/png;base64,", "/unsubscribe/"] {
        assert!(letter.contains(part), "{part}: {letter}");
    }
    assert!(!letter.contains("cid:"), "every picture is in it: {letter}");
    let mut arrived = false;
    for (path, _) in letters.iter().filter(|(_, line)| line.contains("Karin Lindqvist")) {
        arrived |=
            nobody.get(path).await.text().await.unwrap().contains("Nils Lindqvist arrived at Lantern Centre");
    }
    assert!(arrived, "a child came through the door of the centre");
    for gone in ["/demo/mail/0", "/demo/mail/999999", "/demo/mail/0/letter"] {
        assert_eq!(nobody.get(gone).await.status(), StatusCode::NOT_FOUND, "{gone}");
    }

    // The same on the pages of the program.
    let log = office.get("/messages").await;
    assert_eq!(log.status(), StatusCode::OK);
    let inbox = mother.get("/me/notifications").await.text().await.unwrap();
    assert!(inbox.contains("Layla Al-Farsi"), "{inbox}");
}

/// A lesson is called off while the demo serves, and the family reads it.
pub async fn check_that_news_come(nobody: &Visitor, office: &Visitor) {
    const NEWS: &str = "Cancelled: Quran with Zara";
    let planned = office.json("/api/v1/sessions?status=scheduled&limit=500").await;
    let lesson = planned["items"].as_array().unwrap().iter().find(|one| one["title"] == "Quran with Zara");
    let id = lesson.unwrap_or_else(|| panic!("{planned}"))["id"].as_str().unwrap();
    let request = office.client.post(format!("{}/api/v1/sessions/{id}/cancel", office.base));
    let request = request.header("cookie", &office.cookie).header("origin", &office.base);
    let answer = request.json(&json!({"reason": "the room is needed"})).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{}", answer.text().await.unwrap());
    let begun = Instant::now();
    while !all_letters(nobody).await.iter().any(|(_, line)| line.contains(NEWS)) {
        assert!(begun.elapsed() < PATIENCE, "no letter says {NEWS}");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Every letter's page, and what the list says of it, newest first.
async fn all_letters(nobody: &Visitor) -> Vec<(String, String)> {
    let mut letters = Vec::new();
    let mut next = Some("/demo/mail".to_owned());
    while let Some(path) = next {
        let answer = nobody.get(&path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        let page = answer.text().await.unwrap();
        for item in page.split("<li>").skip(1) {
            let (item, _) = item.split_once("</li>").unwrap();
            let number = item.split("href=\"/demo/mail/").nth(1).unwrap().split('"').next().unwrap();
            letters
                .push((format!("/demo/mail/{number}"), item.replace("\u{2068}", "").replace("\u{2069}", "")));
        }
        next = page
            .split("rel=\"next\" href=\"")
            .nth(1)
            .map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    }
    letters
}
