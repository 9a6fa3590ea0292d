//! What machines are given: the answers of commands as JSON, against their published schemas, and the scripts and files by which
//! pipelines run the program.

#![allow(
    clippy::unwrap_used,
    reason = "clippy's allowance for tests stops at the helpers of an integration test"
)]

mod answers;
mod pipelines;
