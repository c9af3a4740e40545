//! What the teaching pages say that is no template: plain text, commands between
//! backticks.

use crate::{
    classroom::{Refusal, Why},
    view::text::sentences::sentences,
};

sentences! {
    /// What is said of a cookie beside its verdict, on the inspector and the bench.
    InspectorWords {
        /// The names of the parts.
        payload,
        timestamp,
        signature,
        /// Who can read which part.
        readable_payload,
        readable_timestamp,
        readable_signature,
        /// The bytes of a signature.
        bits(bytes, bits),
        /// The bytes of a payload that was compressed.
        inflated(packed, bytes),
        /// Where a part cannot be decoded.
        not_readable,
        /// A cookie of before the logout.
        replay_title,
        replay_why(out, at),
        replay_cure,
        /// What the site makes of the cookie.
        site_knows,
        site_reads,
        site_ignores,
        /// How likely a cause is.
        sure,
        likely,
        possible,
        ruled_out,
        /// The size of a cookie, and its share of the limit.
        share(size, percent),
        /// The three causes of a bad signature.
        modified,
        modified_sure(count),
        modified_no,
        modified_unknown,
        other_key,
        other_key_why,
        other_app,
        other_app_why(name),
        /// What points to another application.
        foreign_keys(keys),
        foreign_shape,
        several_of_the_name(count),
        cookies_of_others(names),
        /// How much was changed.
        changed_one,
        changed(count),
        unchanged,
        /// The same where the right signature is nobody's to see.
        signature_changed,
        /// In which parts, for who sees no underline.
        changed_where(count, parts),
    }
}

sentences! {
    /// What the attributes of the session cookie do, here and now.
    AttributeWords {
        /// An attribute that is not sent.
        absent,
        /// One that has no value.
        flag,
        expires_what,
        expires_absent(left),
        expires_sent(lifetime),
        max_age_what,
        max_age_absent,
        secure_what,
        secure_absent_http,
        secure_absent_https,
        secure_https,
        secure_loopback,
        secure_http,
        http_only_what,
        http_only_sent,
        http_only_absent,
        path_what,
        path_all,
        path_some(path),
        domain_what,
        domain_absent(host),
        domain_fits(domain),
        domain_misfits(host),
        same_site_what,
        same_site_absent,
        same_site_lax,
        same_site_strict,
        same_site_none,
        same_site_none_insecure,
        partitioned_what,
        partitioned_absent,
        partitioned_sent,
    }
}

sentences! {
    /// Why a cookie may not come back.
    ProbeWords {
        /// The causes, each with what is known of it.
        secure(host),
        secure_loopback(host),
        secure_no,
        same_site,
        same_site_no,
        domain(domain, host),
        path(path),
        blocked,
        blocked_no,
        host(host),
        size(size, limit),
        size_no(limit),
        size_unknown(limit),
        not_signed_in,
    }
}

sentences! {
    /// What the bench says of what was typed.
    BenchWords {
        /// The ready-made trials.
        preset_name(name, other),
        /// Where the session names nobody.
        preset_user(other),
        preset_older,
        preset_future,
        preset_cut,
        preset_last,
        preset_pad,
        /// What is wrong with a field.
        key_empty,
        key_not_hex,
        date_unreadable,
        contradiction,
        position_unreadable(count),
        no_bytes,
        send_empty,
        send_character(character),
        send_too_large(size, limit),
        /// What is said above the page.
        new_original,
        no_session,
        not_json,
        signed_anew,
        restored,
        too_long_to_repeat,
        /// Where it was refused.
        refused_at(number, gate),
        /// All gates are open.
        accepted,
        /// What can be done here about a cookie that was refused.
        cure_sign_or_restore,
        cure_sign_for_age,
        cure_date,
        cure_one_cookie,
        /// How many bits differ.
        no_bit,
        one_bit,
        bits(count),
    }
}

/// Who or what made a browser send a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// The response before it: a redirection.
    Redirection,
    /// An image in another site's page.
    ForeignImage,
    /// Another site's link or form.
    ForeignPage,
    /// A page of another port, or of a neighboring host.
    Neighbor,
    /// A form of this site.
    Form,
    /// A link of this site.
    Link,
    /// The address line, or a bookmark.
    Address,
    /// The headers do not say.
    Unknown,
}

sentences! {
    /// What is said of one exchange.
    ExchangeWords {
        ago(duration),
        redirection,
        foreign_image,
        foreign_page,
        neighbor,
        form,
        link,
        address,
        headers_do_not_say,
        /// No session cookie came.
        no_session_cookie,
        /// It was taken, and somebody is signed in: before the name.
        taken_for,
        /// It was taken, and somebody is signed in whose name is not kept.
        taken_for_somebody,
        /// It was taken, and nobody is signed in.
        taken,
        /// It was rightly signed, and is over.
        ended,
        /// It was refused: before the verdict.
        refused,
        no_session,
        nothing_said,
        /// The home page says these as well.
        why_untouched,
        why_refreshed,
        why_created,
        why_changed,
        why_emptied,
    }
}

impl ExchangeWords {
    /// What the person did.
    pub(crate) fn prompt(&self, prompt: Prompt) -> &'static str {
        match prompt {
            Prompt::Redirection => self.redirection,
            Prompt::ForeignImage => self.foreign_image,
            Prompt::ForeignPage => self.foreign_page,
            Prompt::Neighbor => self.neighbor,
            Prompt::Form => self.form,
            Prompt::Link => self.link,
            Prompt::Address => self.address,
            Prompt::Unknown => self.headers_do_not_say,
        }
    }

    /// Why a session cookie went back, or did not.
    pub(crate) fn why(&self, why: Why) -> &'static str {
        match why {
            Why::NoSession => self.no_session,
            Why::Untouched => self.why_untouched,
            Why::Created => self.why_created,
            Why::Modified => self.why_changed,
            Why::Refreshed => self.why_refreshed,
            Why::Emptied => self.why_emptied,
            Why::Refused => self.nothing_said,
        }
    }
}

sentences! {
    /// What a teaching page says above its content, once.
    Notices {
        /// The `tp` cookie was damaged or forged, or another server's.
        not_signed_here,
        /// The teacher has started anew.
        started_anew,
        /// Several `tp` cookies came, and one of them was set in this browser.
        beside_others,
        /// Several came, each of which may have been.
        unclear,
    }
}

impl Notices {
    /// Why the cookie that came was not taken.
    pub(crate) fn refused(&self, refusal: &Refusal) -> &'static str {
        match refusal {
            Refusal::Void => self.started_anew,
            Refusal::Cookie(_) | Refusal::Content(_) => self.not_signed_here,
        }
    }
}

sentences! {
    /// The pages on the map by name, what each is for (`name_about`), and the
    /// chapters that they stand in.
    PageNames {
        chapter_course,
        chapter_cookie,
        chapter_practical,
        chapter_site,
        index,
        index_about,
        teachers,
        teachers_about,
        sign_in,
        sign_in_about,
        sign_up,
        sign_up_about,
        account,
        account_about,
        inspector,
        inspector_about,
        bench,
        bench_about,
        exchanges,
        exchanges_about,
        practical,
        practical_about,
        report,
        report_about,
        settings,
        settings_about,
        board,
        board_about,
        claims,
        claims_about,
        help,
        help_about,
        site_map,
        site_map_about,
        accessibility,
        accessibility_about,
        health,
        health_about,
    }
}

/// A page by its name, and what it is for.
#[derive(Clone, Copy)]
pub(crate) struct Named(pub(crate) &'static str, pub(crate) &'static str);

impl PageNames {
    /// The titles of the chapters, in their order.
    pub(crate) fn chapters(&self) -> [&'static str; 4] {
        [
            self.chapter_course,
            self.chapter_cookie,
            self.chapter_practical,
            self.chapter_site,
        ]
    }
}
