//! The definition of the command line as a whole.

use clap::{Command, CommandFactory as _};

use super::args::Cli;

/// The one definition from which arguments are read, and help, completions and man pages are written.
pub(super) fn definition() -> Command {
    // Values of variables in a help text would make it differ from machine to machine.
    fn without_values(command: Command) -> Command {
        command.mut_args(|arg| arg.hide_env_values(true)).mut_subcommands(without_values)
    }
    without_values(Cli::command())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with its path, such as `rules list`.
    fn all(command: &Command) -> Vec<Command> {
        let below = command.get_subcommands().flat_map(all);
        std::iter::once(command.clone()).chain(below).collect()
    }

    #[test]
    fn the_definition_is_sound() {
        definition().debug_assert();
    }

    /// What an example shows can be typed.
    #[test]
    fn examples_are_understood() {
        let mut examples = 0;
        for command in all(&definition()) {
            let texts = [command.get_after_help(), command.get_after_long_help()];
            let texts: Vec<_> = texts.into_iter().flatten().map(ToString::to_string).collect();
            for line in texts.iter().flat_map(|text| text.lines()) {
                let Some((_, typed)) =
                    line.split_once("banlint ").filter(|_| line.starts_with("  "))
                else {
                    continue;
                };
                let typed = typed.split(['|', '<', '>']).next().unwrap();
                // What an example is for follows it.
                let typed = typed.split("   ").next().unwrap();
                let words = [vec!["banlint".to_owned()], shlex::split(typed).unwrap()].concat();
                let read = definition().try_get_matches_from(&words);
                assert!(read.is_ok(), "{line}: {}", read.unwrap_err());
                examples += 1;
            }
        }
        assert!(examples > 30, "{examples}");
    }
}
