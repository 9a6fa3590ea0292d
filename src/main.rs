//! The `banlint` command: the arguments of the library's audit, and nothing that the library could do itself.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
