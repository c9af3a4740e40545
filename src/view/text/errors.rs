//! What the error pages say; where to go is the template's part.

use super::sentences::sentences;

sentences! {
    /// What happened (`name`), and why (`name_why`): one pair for each reason to
    /// refuse a request.
    ErrorTexts {
        not_understood,
        not_understood_why,
        bad_host,
        bad_host_why,
        bad_form,
        bad_form_why,
        foreign_post,
        foreign_post_why,
        bad_credentials,
        bad_credentials_why,
        no_account,
        no_account_why,
        name_taken,
        name_taken_why,
        too_many_attempts,
        too_many_attempts_why(wait),
        too_many_keys,
        too_many_keys_why(wait),
        too_many_sign_ups,
        too_many_sign_ups_why(wait),
        too_many_sign_ins,
        too_many_sign_ins_why(wait),
        busy,
        busy_why,
        accounts_unavailable,
        accounts_unavailable_why,
        logout_delayed,
        logout_delayed_why,
        logout_not_recorded,
        logout_not_recorded_why,
        too_many_logouts,
        too_many_logouts_why,
        not_found,
        not_found_why,
        /// A page of the practical, on a server without `--lab`.
        needs_lab,
        needs_lab_why,
        method_not_allowed,
        method_not_allowed_why(methods),
        body_too_slow,
        body_too_slow_why(limit),
        body_too_large,
        body_too_large_why(limit),
        unsupported_media_type,
        unsupported_media_type_why,
        header_too_large,
        header_too_large_why(limit),
        internal,
        internal_why,
    }
}
