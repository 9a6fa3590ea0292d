//! The `banlint` command; all of it stands in the library, behind the feature `cli`.

fn main() -> std::process::ExitCode {
    banlint::run()
}
