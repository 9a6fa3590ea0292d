//! `banlint.toml`: what the sheet cannot say of its owner, its sites and the wishes of its auditor.
