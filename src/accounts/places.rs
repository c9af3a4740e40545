//! Who may work now and who has to wait: few places, a bounded queue, fair
//! turns.
//!
//! Each address has its own line, and the lines take turns: a client that sends
//! a thousand forms delays the others by one of them at a time. When the queue
//! is full, the longest line gives up its last seat to an address that has
//! fewer. A whole class behind one address is one line, and may fill the queue
//! while nobody else wants it.
//!
//! A seat is free again as soon as the future that waits for it is dropped. The
//! connection does that when the client has left ([`Caller`]).

use std::{
    collections::VecDeque,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::Ordering::Relaxed},
    time::Duration,
};

use tokio::{sync::oneshot, time::interval};

use super::{
    AccountError,
    address::{Address, Caller},
};

/// The size of the queue: enough for a class of 200 that signs in at once.
const MAX_WAITING: usize = 256;

/// How often a waiting request is woken, to check that its client is still
/// there.
const LOOK: Duration = Duration::from_millis(250);

/// A number of places, and the queue for them.
#[derive(Debug)]
pub(super) struct Places(Mutex<Queue>);

/// The right to work, given back when dropped.
#[derive(Debug)]
pub(super) struct Place(Arc<Places>);

#[derive(Debug)]
struct Queue {
    free: usize,
    /// The next line comes first; none is empty.
    lines: VecDeque<Line>,
    waiting: usize,
    next_number: u64,
}

/// The requests of one address, in order of arrival.
#[derive(Debug)]
struct Line {
    of: Address,
    seats: VecDeque<Seat>,
}

#[derive(Debug)]
struct Seat {
    number: u64,
    call: oneshot::Sender<Place>,
}

impl Places {
    pub(super) fn new(count: usize) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Queue {
            free: count,
            lines: VecDeque::new(),
            waiting: 0,
            next_number: 0,
        })))
    }

    /// Waits for a place.
    ///
    /// # Errors
    /// [`AccountError::Busy`] if too many are waiting.
    pub(super) async fn take(self: &Arc<Self>, caller: &Caller) -> Result<Place, AccountError> {
        let (number, turn) = {
            let mut queue = self.queue();
            if queue.free > 0 {
                queue.free -= 1;
                return Ok(Place(Arc::clone(self)));
            }
            queue.sit_down(&caller.address).ok_or(AccountError::Busy)?
        };
        caller.is_queued.store(true, Relaxed);
        let _waiting = Waiting {
            places: self,
            caller,
            number,
        };
        tokio::select! {
            biased;
            // Without a sender, the seat was given to another line.
            turn = turn => turn.map_err(|_| AccountError::Busy),
            never = look_up() => match never {},
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let next = {
            let mut queue = self.0.queue();
            let next = queue.next();
            if next.is_none() {
                queue.free += 1;
            }
            next
        };
        if let Some(seat) = next {
            // If that client has left, dropping the place passes it on again.
            drop(seat.call.send(Self(Arc::clone(&self.0))));
        }
    }
}

impl Queue {
    /// Takes a seat in the address's line; `None` if the queue is full and no
    /// other line is longer.
    fn sit_down(&mut self, of: &Address) -> Option<(u64, oneshot::Receiver<Place>)> {
        if self.waiting >= MAX_WAITING {
            let own = self.line(of).map_or(0, |line| line.seats.len());
            let longest = self.lines.iter_mut().max_by_key(|line| line.seats.len())?;
            if longest.seats.len() <= own + 1 {
                return None;
            }
            longest.seats.pop_back();
            self.waiting -= 1;
        }
        let (call, called) = oneshot::channel();
        let number = self.next_number;
        self.next_number += 1;
        self.waiting += 1;
        let seat = Seat { number, call };
        match self.line(of) {
            Some(line) => line.seats.push_back(seat),
            None => self.lines.push_back(Line {
                of: of.clone(),
                seats: VecDeque::from([seat]),
            }),
        }
        Some((number, called))
    }

    fn line(&mut self, of: &Address) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.of == *of)
    }

    /// Takes out the seat whose turn it is; its line goes to the back.
    fn next(&mut self) -> Option<Seat> {
        let mut line = self.lines.pop_front()?;
        let seat = line.seats.pop_front()?;
        self.waiting -= 1;
        if !line.seats.is_empty() {
            self.lines.push_back(line);
        }
        Some(seat)
    }

    /// Frees a seat, unless its turn has already come.
    fn stand_up(&mut self, of: &Address, number: u64) {
        let Some(line) = self.line(of) else {
            return;
        };
        let before = line.seats.len();
        line.seats.retain(|seat| seat.number != number);
        let left = before - line.seats.len();
        self.waiting -= left;
        if left > 0 {
            self.lines.retain(|line| !line.seats.is_empty());
        }
    }
}

/// Never ends, but wakes the task now and then.
async fn look_up() -> Infallible {
    let mut looks = interval(LOOK);
    loop {
        looks.tick().await;
    }
}

/// A request in the queue; leaves it when dropped.
struct Waiting<'a> {
    places: &'a Places,
    caller: &'a Caller,
    number: u64,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.caller.is_queued.store(false, Relaxed);
        let mut queue = self.places.queue();
        queue.stand_up(&self.caller.address, self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::{future::Future, net::Ipv4Addr, pin::Pin, task::Poll};

    use super::*;

    type Turn<'a> = Pin<Box<dyn Future<Output = Result<Place, AccountError>> + 'a>>;

    fn address(last: u8) -> Caller {
        Caller::new(Ipv4Addr::new(192, 0, 2, last).into(), Arc::default())
    }

    /// Polls once; `None` while it waits.
    async fn look(turn: &mut Turn<'_>) -> Option<Result<Place, AccountError>> {
        std::future::poll_fn(|context| match turn.as_mut().poll(context) {
            Poll::Ready(result) => Poll::Ready(Some(result)),
            Poll::Pending => Poll::Ready(None),
        })
        .await
    }

    #[tokio::test]
    async fn addresses_take_turns_however_long_their_lines_are() {
        let places = Places::new(1);
        let (many, one) = (address(1), address(2));
        let mut held = places.take(&many).await.unwrap();
        let mut crowd: Vec<Turn<'_>> = Vec::new();
        for _ in 0..50 {
            let mut turn: Turn<'_> = Box::pin(places.take(&many));
            assert!(look(&mut turn).await.is_none());
            crowd.push(turn);
        }
        let mut other: Turn<'_> = Box::pin(places.take(&one));
        assert!(look(&mut other).await.is_none());
        drop(held);
        held = look(&mut crowd[0]).await.expect("it came first").unwrap();
        drop(held);
        let second = look(&mut other).await;
        assert!(second.is_some(), "one of fifty goes before, not all");
    }

    #[tokio::test]
    async fn who_leaves_frees_the_seat_and_the_place() {
        let places = Places::new(1);
        let from = address(1);
        let held = places.take(&from).await.unwrap();
        let mut turns: Vec<Turn<'_>> = Vec::new();
        for _ in 0..MAX_WAITING {
            let mut turn: Turn<'_> = Box::pin(places.take(&from));
            assert!(look(&mut turn).await.is_none());
            turns.push(turn);
        }
        let mut late: Turn<'_> = Box::pin(places.take(&from));
        let refused = look(&mut late).await;
        assert!(matches!(refused, Some(Err(AccountError::Busy))));
        turns.pop();
        let mut later: Turn<'_> = Box::pin(places.take(&from));
        assert!(look(&mut later).await.is_none(), "there is a seat again");
        drop(turns);
        drop(held);
        assert!(look(&mut later).await.expect("nobody is before").is_ok());
        assert!(!from.is_queued.load(Relaxed));
        assert_eq!(places.queue().waiting, 0);
        assert!(places.queue().lines.is_empty());
    }

    #[tokio::test]
    async fn a_place_that_is_handed_to_who_has_just_left_is_handed_on() {
        let places = Places::new(1);
        let from = address(1);
        let held = places.take(&from).await.unwrap();
        let mut gone: Turn<'_> = Box::pin(places.take(&from));
        assert!(look(&mut gone).await.is_none());
        let mut next: Turn<'_> = Box::pin(places.take(&from));
        assert!(look(&mut next).await.is_none());
        // Its turn comes, and it leaves before it notices.
        drop(held);
        drop(gone);
        assert!(look(&mut next).await.expect("it is called").is_ok());
    }

    #[tokio::test]
    async fn the_longest_line_makes_room_for_who_waits_less() {
        let places = Places::new(1);
        let (many, one) = (address(1), address(2));
        let _held = places.take(&many).await.unwrap();
        let mut turns: Vec<Turn<'_>> = Vec::new();
        for _ in 0..MAX_WAITING {
            let mut turn: Turn<'_> = Box::pin(places.take(&many));
            assert!(look(&mut turn).await.is_none());
            turns.push(turn);
        }
        let mut other: Turn<'_> = Box::pin(places.take(&one));
        assert!(look(&mut other).await.is_none(), "it sits down");
        let last = look(turns.last_mut().unwrap()).await;
        assert!(matches!(last, Some(Err(AccountError::Busy))));
        assert!(look(&mut turns[0]).await.is_none());
    }
}
