//! Vendors: who made an asset, whatever its label says.
//!
//! It knows nothing of law or of files. What it reads: `data/vendors/` and `data/labels/`.
