//! The program: everything is in the library, so that the tests share it.

use std::process::ExitCode;

fn main() -> ExitCode {
    flask_session_demo::run()
}
