//! The words around what went wrong.

use std::io::ErrorKind;

/// The words in one language.
pub(crate) struct FrameText {
    pub(crate) error: &'static str,
    pub(crate) caused_by: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) warning: &'static str,
    /// What the system said of a file or of the network.
    pub(crate) system: fn(kind: ErrorKind, message: &str) -> String,
    /// What stands first where only English words say what went wrong.
    pub(crate) stopped: Option<&'static str>,
    /// What another library said, which speaks English.
    pub(crate) foreign: fn(message: &str) -> String,
}

pub(super) const EN: FrameText = FrameText {
    error: "error:",
    caused_by: "caused by:",
    hint: "hint:",
    warning: "warning:",
    system: |_, message| message.into(),
    stopped: None,
    foreign: str::to_owned,
};

pub(super) const FR: FrameText = FrameText {
    error: "erreur\u{a0}:",
    caused_by: "cause\u{a0}:",
    hint: "conseil\u{a0}:",
    warning: "attention\u{a0}:",
    system: |kind, message| {
        format!(
            "{} (le système dit, en anglais\u{a0}: {message})",
            french(kind)
        )
    },
    stopped: Some("Le programme n’a pas pu continuer."),
    foreign: |message| format!("message d’origine, en anglais\u{a0}: {message}"),
};

/// What a refusal of the system means; its own words follow.
fn french(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "ce fichier ou ce dossier n’existe pas",
        ErrorKind::PermissionDenied => "le droit manque",
        ErrorKind::ReadOnlyFilesystem => "ce disque est en lecture seule",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "le disque est plein",
        ErrorKind::IsADirectory => "c’est un dossier",
        ErrorKind::NotADirectory => "un nom du chemin n’est pas celui d’un dossier",
        ErrorKind::AlreadyExists => "ce nom est déjà pris",
        ErrorKind::InvalidFilename => "ce nom ne peut pas être celui d’un fichier",
        ErrorKind::FileTooLarge => "le fichier est trop grand",
        ErrorKind::AddrInUse => "l’adresse est déjà prise",
        ErrorKind::AddrNotAvailable => "cette machine n’a pas cette adresse",
        ErrorKind::ConnectionRefused => "personne ne répond à cette adresse",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => "la connexion a été coupée",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            "le réseau n’y mène pas"
        }
        ErrorKind::TimedOut => "la réponse se fait attendre",
        ErrorKind::InvalidData => "le contenu n’est pas lisible",
        ErrorKind::UnexpectedEof => "la fin est arrivée trop tôt",
        ErrorKind::OutOfMemory => "la mémoire manque",
        _ => "le système refuse",
    }
}
