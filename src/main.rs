//! The `banlint` command: the arguments of the library's audit, and nothing that the library could do itself.

mod cli;

fn main() -> std::process::ExitCode {
    // What makes no sense may make a reader of workbooks panic. That ends its thread alone, and an error tells of it.
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() == Some("main") {
            report(panic);
        }
    }));
    cli::run().into()
}
