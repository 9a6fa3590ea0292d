//! Rules: what the law says of an asset once its maker is known.
//!
//! It knows nothing of files or of how makers are recognised. What it reads: `rules/`.
