//! What the practical says that is no template: plain text, commands between
//! backticks.

use crate::view::text::{Lang, sentences::sentences};

sentences! {
    /// What is said around the exercises.
    PracticalWords {
        /// The three stages, which the template says as well.
        predict,
        observe,
        explain,
        /// The first five exercises.
        essential,
        /// The other five.
        further,
        not_begun,
        predicted,
        observed,
        done,
        /// A step of an exercise.
        step_done,
        step_now,
        step_later,
        /// What was just done.
        said_predicted,
        said_started,
        said_answered,
        said_drafted,
        said_handed_in,
        said_restarted,
        said_named,
        said_resumed,
        said_erased,
        /// No answer was chosen.
        choose,
        /// No reason was given.
        say_why,
        /// More than 200 characters.
        too_long,
        /// The cookie would be too large for a browser.
        cookie_is_full,
        /// Nothing was explained.
        explain_first,
        pseudonym_too_long,
        resume_refused,
        resume_void,
        not_a_number,
        empty,
        /// Where a command is typed.
        posix,
        powershell,
        python,
        /// The same for the Python file that the site hands out, and where that is.
        tool_posix,
        tool_powershell,
        to_tool,
        /// `curl` as a browser, and where this program is to be had.
        instead_posix,
        instead_powershell,
        to_program,
        /// Before a fact.
        seen,
        not_seen,
    }
}

sentences! {
    /// What the pages around the exercises say.
    RoomWords {
        /// Settings.
        same_site_absent,
        secure_needs_https,
        same_site_needs_secure,
        lifetime_not_allowed,
        settings_are_set,
        settings_are_reset,
        /// How many students, and how long ago the last one was seen.
        one_student(count, ago),
        students(count, ago),
        /// How many opened one page and brought no cookie back; after the summary.
        one_passing(count),
        passing(count),
        board_nobody,
        /// How many predictions there are.
        one_prediction(count),
        predictions(count),
        board_wrong_count,
        /// How many rows are not shown.
        board_more(count),
        /// What a new start erases.
        board_erased(students, begun, done),
        board_was_reset,
        /// Report: how many are done, of how many.
        one_done(count, all),
        done(count, all),
        /// Report.
        result_right,
        result_other,
        result_open,
        result_to_explain,
        result_hidden,
        /// The first line of the CSV file; `{exercises}` is two columns an exercise, and so is
        /// `{texts}`.
        csv_header(exercises, texts),
        /// Two of its columns.
        csv_texts(number),
    }
}

impl RoomWords {
    /// How many students, and how long ago the last one was seen.
    pub(crate) fn board_summary(&self, lang: Lang, count: usize, ago: &str) -> String {
        let number = count.to_string();
        if lang.is_one(count) {
            self.one_student(&number, ago)
        } else {
            self.students(&number, ago)
        }
    }

    /// How many opened one page and brought no cookie back; after the summary.
    pub(crate) fn board_passing(&self, lang: Lang, count: usize) -> String {
        let number = count.to_string();
        if lang.is_one(count) {
            self.one_passing(&number)
        } else {
            self.passing(&number)
        }
    }

    /// How many predictions there are.
    pub(crate) fn histogram(&self, lang: Lang, count: usize) -> String {
        let number = count.to_string();
        if lang.is_one(count) {
            self.one_prediction(&number)
        } else {
            self.predictions(&number)
        }
    }

    /// Report: how many are done, of how many.
    pub(crate) fn done_of(&self, lang: Lang, count: usize, all: usize) -> String {
        let [number, all] = [count, all].map(|count| count.to_string());
        if lang.is_one(count) {
            self.one_done(&number, &all)
        } else {
            self.done(&number, &all)
        }
    }
}
