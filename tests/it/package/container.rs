//! The image of `assets/package/Containerfile`, laid out by hand: no engine is there.

use std::fs;
use std::os::unix::fs::chown;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{add_libraries, inside, run};
use crate::support::{Server, peers};

/// The user of distroless images that are not root's.
const NONROOT: u32 = 65532;

/// The words of an instruction in the form of a JSON array.
#[track_caller]
fn words(file: &str, instruction: &str) -> Vec<String> {
    let (_, rest) = file.split_once(instruction).expect("it is there");
    let line = rest.trim_start().lines().next().expect("it has words");
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{instruction}: {line}: {error}"))
}

/// Runs a program of the image as its user.
fn in_image(root: &Path, words: &[String]) -> Command {
    let mut command = Command::new("chroot");
    command
        .arg(format!("--userspec={NONROOT}:{NONROOT}"))
        .arg(root)
        .args(words)
        .env_clear()
        .env("PATH", "/usr/sbin:/usr/bin");
    command
}

#[test]
fn the_image_serves_as_its_user_and_is_found_healthy() {
    let (Some(tarball), Some(())) = (peers::package(".tar.gz"), peers::root()) else {
        return;
    };
    if peers::program("busybox", "--help").is_none() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/package");
    let file = fs::read_to_string(folder.join("Containerfile")).expect("it is there");
    let image = TempDir::new().expect("a temporary folder can be made");
    let root = image.path();
    open_to_all(root);
    for folder in ["usr/bin", "data", "dev"] {
        fs::create_dir_all(root.join(folder)).expect("it is writable");
    }
    chown(root.join("data"), Some(NONROOT), Some(NONROOT)).expect("root may");
    fs::write(root.join("dev/null"), "").expect("it is writable");
    chown(root.join("dev/null"), Some(NONROOT), Some(NONROOT)).expect("root may");
    let program = words(&file, "\nENTRYPOINT");
    run(Command::new("tar")
        .arg("-xzf")
        .arg(tarball)
        .args(["--wildcards", "--strip-components=1", "-C"])
        .arg(root.join("usr/bin"))
        .arg("*/flask-session-demo"));
    let mut check = words(&file, "s \\\n    CMD");
    let busybox = ["/bin/busybox", "/usr/bin/busybox"];
    let busybox = busybox.iter().find(|path| Path::new(path).exists());
    fs::copy(
        busybox.expect("it was found above"),
        inside(root, &check[0]),
    )
    .expect("writable");
    // That one is static, as the image's is.
    add_libraries(root, &program[0]);
    let serve = [
        program,
        words(&file, "\nCMD"),
        vec!["--port".into(), "0".into()],
    ]
    .concat();
    let server = Server::peer(in_image(root, &serve));
    let address = format!("127.0.0.1:{}", server.address().port());
    let url = check.last_mut().expect("the last word is the address");
    *url = url.replace("127.0.0.1:5000", &address);
    assert!(url.ends_with("/sante"), "{url}");
    run(&mut in_image(root, &check));
    assert!(root.join("data/secret_key").exists() && root.join("data/accounts.sqlite3").exists());
    assert!(server.stop().status.success());
    // Nothing answers any more.
    assert!(
        !in_image(root, &check)
            .status()
            .expect("chroot runs")
            .success()
    );
}

fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("it is ours");
}
