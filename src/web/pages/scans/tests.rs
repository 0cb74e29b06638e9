//! What the list of scans shows, and to whom.

use serde_json::json;

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

#[tokio::test]
async fn refused_scans_stand_there_with_their_reason_in_words() {
    let server = TestServer::new().await;
    let (_, html) = server.get("/scans").html_by(Role::Receptionist).await;
    assert!(html.contains("class=\"empty\""), "{html}");
    let scan = json!({"code": "nothing of ours", "nonce": "1"});
    assert_eq!(server.post("/api/v1/scans", scan).by(Role::Student).await.0, 400);
    for role in [Role::Receptionist, Role::Moderator, Role::Admin] {
        let (status, html) = server.get("/scans?show=refused").html_by(role).await;
        let html = without_isolates(&html);
        assert_eq!(status, 200);
        assert!(html.contains("No code of ours, or a damaged one"), "{html}");
        assert!(html.contains("1 scan; refused: 1."), "{html}");
    }
    let (_, html) = server.get("/scans?show=accepted").html_by(Role::Admin).await;
    assert!(html.contains("class=\"empty\""), "{html}");
    let (_, html) = server.get("/scans?name=nobody+of+this+name").html_by(Role::Admin).await;
    assert!(html.contains("Nobody is called so."), "{html}");
    for (address, status) in
        [("/scans?person=nobody", 404), ("/scans?from=2026-13-01", 400), ("/scans?cursor=x", 400)]
    {
        assert_eq!(server.get(address).html_by(Role::Admin).await.0, status, "{address}");
    }
    assert_eq!(server.get("/scans").html_by(Role::Student).await.0, 403);
}
