//! The program's entry point; all the code is in the library, where tests can
//! reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    flask_session_demo::run()
}
