//! How long a refusal takes: the same for every login, whatever is stored for
//! it.
//!
//! A table that Flask applications wrote into has hashes of several methods.
//! Each that is there is timed once on this machine; a refusal then takes half
//! as long again as the dearest of them. A method that is new in the table is
//! known within a minute.

use std::{collections::HashMap, time::Duration};

use tokio::{sync::Mutex, time::Instant};

use super::{AccountError, hashing::Hashing, password, store::Store};

/// How long a list of methods is believed.
const FRESH: Duration = Duration::from_mins(1);

/// Each is timed so many times; the shortest counts, which nothing disturbed.
const TIMES: usize = 2;

#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// By method.
    took: HashMap<String, Duration>,
    read_at: Option<Instant>,
}

impl Pace {
    /// The least time of a refusal.
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
