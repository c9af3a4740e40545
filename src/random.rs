//! The only source of randomness: the operating system's.

use ring::rand::{SecureRandom, SystemRandom};

/// The system gives no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random bytes")]
pub struct NoRandomness;

/// Fills a buffer.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    let random = SystemRandom::new();
    random.fill(bytes).map_err(|_| NoRandomness)
}

/// As many bytes as are asked for: `secrets.token_bytes`.
pub(crate) fn bytes(count: usize) -> Result<Vec<u8>, NoRandomness> {
    let mut bytes = vec![0; count];
    fill(&mut bytes)?;
    Ok(bytes)
}
