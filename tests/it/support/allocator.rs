//! Counts a thread's allocations, for tests that limit them.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The allocations of some code, on the thread that ran it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allocated {
    /// The most bytes held at one time, in addition to those held before.
    pub(crate) peak: usize,
    /// The sum of all allocations in bytes, even if freed at once.
    pub(crate) total: usize,
}

/// Runs some code and counts its allocations.
pub(crate) fn counted<T>(run: impl FnOnce() -> T) -> (T, Allocated) {
    COUNT.set(Count::default());
    let result = run();
    let count = COUNT.get();
    let allocated = Allocated {
        peak: usize::try_from(count.peak).unwrap_or_default(),
        total: count.total,
    };
    (result, allocated)
}

#[derive(Clone, Copy, Default)]
struct Count {
    /// Negative if more was freed than allocated.
    now: isize,
    peak: isize,
    total: usize,
}

thread_local! {
    static COUNT: Cell<Count> = const { Cell::new(Count { now: 0, peak: 0, total: 0 }) };
}

/// Does nothing on a thread that is ending, whose count is gone.
fn count(taken: usize, given_back: usize) {
    let counted = COUNT.try_with(|cell| {
        let mut count = cell.get();
        let change = isize::try_from(taken)
            .ok()
            .zip(isize::try_from(given_back).ok());
        let (taken_now, given_back) = change.unwrap_or_default();
        count.now += taken_now - given_back;
        count.peak = count.peak.max(count.now);
        count.total += taken;
        cell.set(count);
    });
    counted.unwrap_or_default();
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[expect(unsafe_code, reason = "an allocator cannot be written otherwise")]
// SAFETY: every call is passed on unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: guaranteed by the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: guaranteed by the caller.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size, layout.size());
        // SAFETY: guaranteed by the caller.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: guaranteed by the caller.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[test]
fn what_is_allocated_is_counted_at_its_most_and_in_all() {
    let (kept, allocated) = counted(|| {
        drop(vec![1u8; 3000]);
        vec![1u8; 1000]
    });
    assert_eq!(kept.len(), 1000);
    let (peak, total) = (3000, 4000);
    assert_eq!(allocated, Allocated { peak, total });
}
