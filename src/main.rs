//! The `banlint` command.

fn main() {}
