//! « Envoyer ce cookie au site »: the copy becomes the visitor's session
//! cookie, good or not.

use crate::{
    anatomy::MAX_COOKIE_SIZE,
    http::{HttpError, Response},
    session::SetCookie,
    view::text::lab::BenchWords,
    web::{ctx::Ctx, routes::Route},
};

/// The header that sets it, or why no browser would take it.
pub(super) fn cookie(ctx: &Ctx<'_>, value: &str) -> Result<SetCookie, String> {
    let words = BenchWords::of(ctx.lang);
    if value.is_empty() {
        return Err(words.send_empty.to_owned());
    }
    if let Some(character) = value.chars().find(|it| !is_cookie_character(*it)) {
        let character = character.escape_debug().to_string();
        return Err(words.send_character(&character));
    }
    let cookie = SetCookie::new(&ctx.sessions().config().cookie, value.to_owned(), None);
    let size = cookie.to_string().len();
    if size > MAX_COOKIE_SIZE {
        let number = |number: usize| ctx.lang.number(u64::try_from(number).unwrap_or(u64::MAX));
        let (size, limit) = (number(size), number(MAX_COOKIE_SIZE));
        return Err(words.send_too_large(&size, &limit));
    }
    Ok(cookie)
}

/// Sets it, and leads to the inspector.
pub(super) fn send(ctx: &mut Ctx<'_>, cookie: SetCookie) -> Result<Response, HttpError> {
    ctx.handed_out = Some(cookie);
    // The answer sets a cookie, and is nobody else's.
    ctx.session.is_empty();
    ctx.redirect_into(Route::Inspector, None, "content")
}

/// `cookie-octet` of RFC 6265, section 4.1.1.
// Security: nothing that would begin another attribute or another header.
fn is_cookie_character(character: char) -> bool {
    character.is_ascii_graphic() && !matches!(character, '"' | ',' | ';' | '\\')
}
