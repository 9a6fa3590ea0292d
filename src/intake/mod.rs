//! Intake: bytes to assets. It reads a file as it is, finds its header and columns, and hands out one asset a row.
//!
//! It knows nothing of vendors or of law. What it reads: `data/formats/`.
