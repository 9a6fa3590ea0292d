//! Every command case is a data file in `tests/cmd`: arguments, output, exit status.

#[test]
fn command_cases() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.trycmd")
        .env("NO_COLOR", "1")
        .env("CI", "")
        .run();
}
