//! The cookies that came, and what the server remembers of this browser's.

use crate::{
    anatomy::{Anatomy, Verdict},
    classroom::{SessionSeen, Why},
    session::{ReceivedCookie, parse_cookies},
    web::ctx::Ctx,
};

/// Every cookie of the request, in order.
pub(super) fn cookies(ctx: &Ctx<'_>) -> Vec<ReceivedCookie> {
    parse_cookies(ctx.request.cookie_lines())
}

/// The last good session cookie of this browser.
pub(super) fn last_good(ctx: &Ctx<'_>) -> Option<String> {
    ctx.app.classroom.good_session(ctx.visitor.owner()?.code)
}

/// Whether the last session cookie that was sent never came back.
pub(super) fn is_bounced(ctx: &Ctx<'_>) -> bool {
    for exchange in ctx.own_exchanges() {
        match exchange.why {
            Why::Created | Why::Modified | Why::Refreshed => return true,
            Why::Emptied => return false,
            Why::NoSession | Why::Untouched | Why::Refused => {}
        }
        if exchange.session != SessionSeen::None {
            return false;
        }
    }
    false
}

/// A good cookie that was issued before the browser's last logout: the second
/// of the logout and that of the cookie.
pub(super) fn replay(ctx: &Ctx<'_>, anatomy: &Anatomy) -> Option<(u64, u64)> {
    let signed_out = ctx.visitor.owner()?.signed_out?;
    let issued = anatomy.timestamp.as_ref()?.seconds?;
    let is_before = issued < signed_out
        || (issued == signed_out && !is_issued_since_logout(ctx, &anatomy.value));
    (anatomy.verdict == Verdict::Valid && is_before).then_some((signed_out, issued))
}

/// Whether a cookie was sent after the last logout; a second may hold both.
fn is_issued_since_logout(ctx: &Ctx<'_>, value: &str) -> bool {
    ctx.own_exchanges()
        .iter()
        .take_while(|exchange| exchange.why != Why::Emptied)
        .flat_map(|exchange| &exchange.response)
        .any(|(name, header)| name == "set-cookie" && header.contains(value))
}
