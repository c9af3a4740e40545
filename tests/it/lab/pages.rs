//! Whole teaching pages at a fixed second, so that a change of their HTML is seen in review;
//! `BLESS=1` rewrites them.

use snapbox::file;

use crate::site::pages::assert_reviewed_html;
use crate::support::site::Site;

/// 2026-11-24 08:12:00 UTC, when the cookie below is twelve minutes old.
const NOW: u64 = 1_795_507_920;

const ALICE: &str = "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.awVEAA.eYjTOEHo05la9rikSv9zdq49Sd8";

#[test]
fn teaching_pages_are_as_they_were_reviewed() {
    let site = Site::lab(NOW);
    let inspector = site.get("/inspecteur", &format!("session={ALICE}"));
    assert_reviewed_html(&inspector.text, file!["pages/inspector_alice.html"]);
    let forged = ALICE.replace("YWxpY2Ui", "YWRtaW4i");
    let inspector = site.get("/inspecteur?lang=en", &format!("session={forged}"));
    assert_reviewed_html(&inspector.text, file!["pages/inspector_forged_en.html"]);
    let bench = site.get("/banc?essai=admin", &format!("session={ALICE}"));
    assert_reviewed_html(&bench.text, file!["pages/bench_admin.html"]);
    let probe = site.get("/inspecteur/essai?retour=1", "");
    assert_reviewed_html(&probe.text, file!["pages/probe_failed.html"]);
}
