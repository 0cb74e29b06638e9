//! Payments, refunds, and paying again.

use serde_json::{Value, json};

use super::{Campus, payment_of, registration_of, text};
use crate::world::World;

async fn a_refund_voids_the_ticket_and_paying_again_issues_another(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true, "partnerId": "alpha-partner"})).await;
    let registration = campus.register(&event, "s1").await;
    let payment = payment_of(&event, &registration);
    assert_eq!(campus.stats(&event).await, (1, 0, 0.0));
    let first = campus.pay(&event, &registration, json!({})).await;
    let body = json!({"amount": "25.00", "reference": "again"});
    assert_eq!(campus.refused("organizer", &payment, body).await, (409, "already_paid".into()));
    assert_eq!(campus.ask("finance", "DELETE", &payment, Value::Null).await.0, 204);
    let (status, body) = campus.ask("finance", "DELETE", &payment, Value::Null).await;
    assert_eq!((status, &body["code"]), (409, &json!("no_ticket")));
    assert_eq!(campus.at_entrance("partner", &text(&first["code"])).await.1["code"], "revoked");
    campus.world.clock.advance(1);
    let second = campus.pay(&event, &registration, json!({})).await;
    assert_ne!((&first["ticketId"], &first["code"]), (&second["ticketId"], &second["code"]));
    assert_eq!(campus.at_entrance("partner", &text(&second["code"])).await.0, 200);
    assert_eq!(campus.stats(&event).await, (1, 1, 100.0));

    // A refund after the admission leaves the check-in, and the rate is a hundred at most.
    campus.world.clock.advance(1);
    assert_eq!(campus.ask("finance", "DELETE", &payment, Value::Null).await.0, 204);
    assert_eq!(campus.stats(&event).await, (1, 1, 0.0), "a base of nobody");
    campus.ticket(&event, "s2").await;
    let third = campus.ticket(&event, "s3").await;
    assert_eq!(campus.stats(&event).await, (3, 1, 50.0));
    assert_eq!(campus.at_entrance("partner", &third).await.0, 200);
    let other = campus.get("organizer", &format!("/api/v1/events/{event}/registrations")).await;
    let other =
        other["items"].as_array().unwrap().iter().find(|one| one["userId"] == "alpha-s2").unwrap().clone();
    assert_eq!(other["ticket"]["status"], "paid");
    campus.ask("finance", "DELETE", &payment_of(&event, &other), Value::Null).await;
    assert_eq!(campus.stats(&event).await, (3, 2, 100.0));
    // Who came in before comes in by no second ticket.
    campus.world.clock.advance(1);
    let again = campus.pay(&event, &registration, json!({})).await;
    let (status, body) = campus.at_entrance("partner", &text(&again["code"])).await;
    assert_eq!((status, &body["error"]), (409, &json!("Ticket already used")));
}

async fn who_records_payments_and_of_what(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true, "capacity": 5, "partnerId": "alpha-partner"})).await;
    let good = json!({"amount": "25.00", "reference": "r"});
    for (who, student) in
        [("finance", "s1"), ("moderator", "s2"), ("admin", "s3"), ("superadmin", "s4"), ("organizer", "s5")]
    {
        let registration = campus.register(&event, student).await;
        let uri = payment_of(&event, &registration);
        for stranger in ["partner", "stranger-organizer", "receptionist", "teacher", "parent", student] {
            assert_eq!(campus.refused(stranger, &uri, good.clone()).await.0, 403, "{stranger}");
        }
        for amount in ["25.001", "-1", "1e3", "", "25,00", "٢٥"] {
            let body = json!({"amount": amount, "reference": "r"});
            assert_eq!(campus.refused(who, &uri, body).await, (400, "invalid_body".into()), "{amount}");
        }
        assert_eq!(campus.refused(who, &uri, json!({"amount": "1", "reference": ""})).await.0, 400);
        let (status, body) = campus.ask(who, "POST", &uri, good.clone()).await;
        assert_eq!((status, &body["status"]), (201, &json!("paid")), "{who}: {body}");
    }
    let waiting = campus.register(&event, "s6").await;
    assert_eq!(
        campus.refused("finance", &payment_of(&event, &waiting), good.clone()).await,
        (409, "waitlisted".into())
    );
    campus.ask("s6", "DELETE", &registration_of(&event, &waiting), Value::Null).await;
    let refused = campus.refused("finance", &payment_of(&event, &waiting), good.clone()).await;
    assert_eq!(refused, (409, "registration_cancelled".into()));
    let free = campus.event(json!({})).await;
    let registration = campus.register(&free, "s1").await;
    assert_eq!(
        campus.refused("finance", &payment_of(&free, &registration), good.clone()).await,
        (409, "free_event".into())
    );
    assert_eq!(
        campus.refused("finance", &payment_of(&event, &registration), good).await.0,
        404,
        "of another event"
    );
}

crate::on_both_databases!(
    a_refund_voids_the_ticket_and_paying_again_issues_another,
    who_records_payments_and_of_what,
);
