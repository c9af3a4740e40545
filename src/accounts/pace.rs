//! Makes all refusals take the same time, whatever is stored for a login.
//!
//! If Flask applications write into the table, its hashes may use several
//! methods. A check of each method in use is timed on this machine; a refusal
//! then takes one and a half times the longest. A method new to the table is
//! noticed within a minute.

use std::{collections::HashMap, time::Duration};

use tokio::{sync::Mutex, time::Instant};

use super::{AccountError, hashing::Hashing, password, store::Store};

/// How long a list of the methods in use stays valid.
const FRESH: Duration = Duration::from_mins(1);

/// How often each method is timed. The shortest time counts, as the least
/// disturbed.
const TIMES: usize = 2;

#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// How long a check takes, by method.
    took: HashMap<String, Duration>,
    read_at: Option<Instant>,
}

impl Pace {
    /// The least time that a refusal must take.
    ///
    /// # Errors
    /// The database's, and [`AccountError::Busy`].
    pub(super) async fn of_refusals(
        &self,
        store: &Store,
        hashing: &Hashing,
    ) -> Result<Duration, AccountError> {
        let mut known = self.0.lock().await;
        let is_fresh = known.read_at.is_some_and(|at| at.elapsed() < FRESH);
        if !is_fresh {
            let mut methods = store.methods().await?;
            methods.push(hashing.method());
            known.took.retain(|method, _| methods.contains(method));
            for method in methods {
                let Some(hash) = password::of_nobody(&method) else {
                    continue;
                };
                if known.took.contains_key(&method) {
                    continue;
                }
                let mut took = Duration::MAX;
                for _ in 0..TIMES {
                    took = took.min(hashing.time(hash.clone()).await?);
                }
                known.took.insert(method, took);
            }
            known.read_at = Some(Instant::now());
        }
        let dearest = known.took.values().max().copied().unwrap_or_default();
        Ok(dearest * 3 / 2)
    }
}
