//! See `list` in `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| banlint_fuzz::list(bytes));
