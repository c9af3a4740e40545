//! Gives memory back to the system after a crowd has left.
//!
//! glibc keeps what a thread has freed for that thread, and gives back only what is at the end of
//! its heap: after 2,000 clients with large headers have left, the process keeps four times the
//! memory that it started with. mimalloc and jemalloc were measured too (`tests/bench/memory.py`):
//! both take more at the start, in the program's size or at the peak, and mimalloc gives less back.
//! What is at the end of a thread's own heap stays taken, a few megabytes at most.

/// Asks the allocator to release all its free memory. This takes milliseconds and the allocator's
/// locks, so it is not for the threads that answer requests. Does nothing if the allocator is not
/// glibc's.
pub(super) fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[expect(
        unsafe_code,
        reason = "no crate offers it: the one foreign call of the program"
    )]
    // SAFETY: malloc_trim(3) may be called by any thread at any time, and only touches free memory.
    unsafe {
        libc::malloc_trim(0);
    }
}
