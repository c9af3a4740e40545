//! Memory that a crowd took, given back to the system.
//!
//! glibc keeps what a thread has freed for that thread, and gives back only what
//! lies at the end of its heap: after 2,000 clients with large headers have left,
//! four times the memory of the start stays taken for good. Measured beside
//! mimalloc and jemalloc (`tests/bench/memory.py`): both take more at the start,
//! in the program's size or at the peak, and mimalloc gives less back. What lies
//! at the end of a thread's own heap stays, some megabytes at most.

/// Asks the allocator for whatever it holds free. Takes milliseconds, and the
/// allocator's locks: not for the threads that answer. Nothing where glibc is
/// not the allocator.
pub(super) fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[expect(
        unsafe_code,
        reason = "no crate offers it: the one foreign call of the program"
    )]
    // SAFETY: malloc_trim(3) may be called by any thread at any time, and touches free memory only.
    unsafe {
        libc::malloc_trim(0);
    }
}
