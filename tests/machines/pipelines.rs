//! The steps of the GitHub action, run as a runner runs them, and what must hold of every file that pipelines read.

#![cfg(unix)]

use std::{
    env, fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const BANLINT: &str = env!("CARGO_BIN_EXE_banlint");

const SHEET: &str = "Asset Tag,Manufacturer,Model,Category\n\
                     A1,Hikvision,DS-2CD2143G2-I,IP camera\n\
                     A2,Axis,P3245-V,IP camera\n";

/// A machine with a job on it: a checkout, and the files by which steps speak to the runner.
struct Runner(tempfile::TempDir);

impl Runner {
    fn new() -> Self {
        let runner = Self(tempfile::tempdir().unwrap());
        for folder in ["temp", "checkout", "bin"] {
            fs::create_dir(runner.at(folder)).unwrap();
        }
        for file in ["path", "output", "summary"] {
            fs::write(runner.at(file), "").unwrap();
        }
        fs::write(runner.at("checkout/assets.csv"), SHEET).unwrap();
        runner
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    /// Runs a step with these variables.
    fn step(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new("bash");
        let path = format!("{}:{}", self.at("bin").display(), env::var("PATH").unwrap());
        command.arg(Path::new(ROOT).join("ci").join(script)).current_dir(self.at("checkout"));
        command.env("PATH", path).env("GITHUB_ACTIONS", "true").env("CI", "true");
        command.env("RUNNER_TEMP", self.at("temp")).env("GITHUB_WORKSPACE", self.at("checkout"));
        command
            .env("RUNNER_OS", "Linux")
            .env("RUNNER_ARCH", "X64")
            .env("BANLINT_AS_OF", "2026-11-22");
        command.env("GITHUB_PATH", self.at("path")).env("GITHUB_OUTPUT", self.at("output"));
        command.env("GITHUB_STEP_SUMMARY", self.at("summary")).env("GITHUB_ACTION_PATH", ROOT);
        command.envs(variables.iter().copied()).output().unwrap()
    }

    /// A program of this name on the PATH.
    fn program(&self, name: &str, script: &str) {
        let path = self.at("bin").join(name);
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Audits with banlint on the PATH; returns the outputs of the step.
    fn check(&self, variables: &[(&str, &str)]) -> String {
        fs::write(self.at("output"), "").unwrap();
        let link = self.at("bin/banlint");
        if !link.exists() {
            std::os::unix::fs::symlink(BANLINT, link).unwrap();
        }
        let defaults = [("FILES", "."), ("OPTIONS", ""), ("FAIL_ON", ""), ("BANLINT_ORG", "")];
        let output = self.step("check.sh", &[&defaults, variables].concat());
        assert!(output.status.success(), "{}", text(&output));
        self.read("output")
    }
}

fn text(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream)).concat()
}

#[test]
fn a_binary_that_is_there_is_put_on_the_path() {
    let runner = Runner::new();
    let output = runner.step("install.sh", &[("FROM", BANLINT)]);
    assert!(output.status.success(), "{}", text(&output));
    let bin = runner.read("path");
    assert!(Path::new(bin.trim()).join("banlint").exists(), "{bin}");

    let output = runner.step("install.sh", &[("FROM", "nowhere")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("::error title=banlint::from: there is no file 'nowhere'"));
}

/// A release as `ci/package.sh` packs it, with what is said of its SHA-256.
fn release(runner: &Runner, sums: Option<&str>) -> String {
    let name = "banlint-v1.2.3-x86_64-unknown-linux-musl";
    let folder = runner.at("releases/v1.2.3");
    fs::create_dir_all(folder.join(name)).unwrap();
    fs::copy(BANLINT, folder.join(name).join("banlint")).unwrap();
    let pack = format!(
        "cd '{0}' && tar -czf {name}.tar.gz {name} && {{ sha256sum {name}.tar.gz || shasum -a 256 {name}.tar.gz; }} >SHA256SUMS 2>/dev/null",
        folder.display()
    );
    assert!(Command::new("bash").args(["-c", &pack]).status().unwrap().success());
    if let Some(sums) = sums {
        fs::write(folder.join("SHA256SUMS"), format!("{sums}  {name}.tar.gz\n")).unwrap();
    }
    format!("file://{}", runner.at("releases").display())
}

#[test]
fn a_release_is_taken_only_as_it_was_made() {
    let runner = Runner::new();
    let releases = release(&runner, None);
    let from = |version, releases: &str| {
        let variables = [("FROM", "release"), ("VERSION", version), ("RELEASES", releases)];
        runner.step("install.sh", &variables)
    };
    let output = from("v1.2.3", &releases);
    assert!(output.status.success(), "{}", text(&output));
    assert!(runner.at("temp/banlint/bin/banlint").exists());

    for (version, releases, expected) in [
        ("main", releases.as_str(), "use it at a tag"),
        ("v9.9.9", releases.as_str(), "cannot be had"),
        ("v1.2.3", &release(&runner, Some(&"0".repeat(64))), "is not what its release says"),
    ] {
        let _ = fs::remove_dir_all(runner.at("temp/banlint"));
        let output = from(version, releases);
        assert_eq!(output.status.code(), Some(2), "{version}: {}", text(&output));
        assert!(text(&output).contains(expected), "{version}: {}", text(&output));
        assert!(!runner.at("temp/banlint/bin/banlint").exists(), "{version}");
    }
}

#[test]
fn an_audit_leaves_its_reports_and_says_how_it_ended() {
    let runner = Runner::new();
    let outputs = runner.check(&[]);
    assert!(outputs.starts_with("status=1\n"), "{outputs}");
    for (name, begins) in
        [("sarif", "{"), ("markdown", ""), ("json", "{\"schema\":\"banlint/report/")]
    {
        let prefix = format!("{name}=");
        let path = outputs.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap();
        let report = fs::read_to_string(path).unwrap();
        assert!(report.starts_with(begins) && report.contains("Hikvision"), "{name}: {report}");
    }
    for (variables, status) in [
        ([("FAIL_ON", "never"), ("FILES", "assets.csv")], 0),
        ([("FAIL_ON", "violation"), ("FILES", "assets.csv\n")], 0),
        ([("FAIL_ON", "review"), ("BANLINT_ORG", "us-federal-agency")], 1),
        ([("FILES", "nowhere.csv"), ("FAIL_ON", "never")], 2),
        ([("FILES", "assets.csv"), ("FAIL_ON", "sometimes")], 2),
        ([("OPTIONS", "--jurisdiction=US\r\n--org=individual\n\n"), ("FILES", "assets.csv")], 0),
    ] {
        let outputs = runner.check(&variables);
        assert!(outputs.starts_with(&format!("status={status}\n")), "{variables:?}: {outputs}");
        assert_eq!(outputs.contains("sarif="), status != 2, "{variables:?}: {outputs}");
    }
}

/// Whatever stands in an input is a file or an option, and never a command.
#[test]
fn inputs_are_no_commands() {
    let runner = Runner::new();
    for hostile in
        ["$(touch owned)", "`touch owned`", "x; touch owned", "--version", "' && touch owned #"]
    {
        let outputs = runner.check(&[("FILES", hostile)]);
        assert!(outputs.starts_with("status=2\n"), "{hostile}: {outputs}");
    }
    runner.check(&[("OPTIONS", "--org=$(touch owned)")]);
    runner.check(&[("FAIL_ON", "$(touch owned)"), ("BANLINT_ORG", "`touch owned`")]);
    assert!(!runner.at("checkout/owned").exists());
}

#[test]
fn a_pull_request_has_one_comment() {
    let runner = Runner::new();
    fs::write(runner.at("report.md"), "2 rows\n").unwrap();
    fs::create_dir(runner.at("temp/banlint")).unwrap();
    let markdown = runner.at("report.md").display().to_string();
    let variables = [("MARKDOWN", markdown.as_str()), ("GH_REPO", "o/r"), ("PULL_REQUEST", "7")];
    for (known, call) in [
        ("", "api --silent repos/o/r/issues/7/comments"),
        ("41", "api --silent --method PATCH repos/o/r/issues/comments/41"),
    ] {
        // The first call asks for the comment that is there.
        let script = "#!/bin/sh\necho \"$*\" >>\"$RUNNER_TEMP/calls\"\ncase \"$*\" in *--paginate*) printf '%s' 'KNOWN';; esac\n";
        runner.program("gh", &script.replace("KNOWN", known));
        let output = runner.step("comment.sh", &variables);
        assert!(output.status.success(), "{}", text(&output));
        let calls = runner.read("temp/calls");
        assert!(calls.lines().last().unwrap().starts_with(call), "{calls}");
        assert_eq!(runner.read("temp/banlint/comment.md"), "<!-- banlint -->\n2 rows\n");
    }
}

/// The files by which GitHub runs something.
fn github_files() -> Vec<(PathBuf, String)> {
    let root = Path::new(ROOT);
    let workflows = fs::read_dir(root.join(".github/workflows")).unwrap();
    let workflows = workflows.map(|file| file.unwrap().path());
    let files = workflows.chain([root.join("action.yml")]);
    files.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn actions_of_others_are_pinned_to_a_commit() {
    let mut pinned = 0;
    for (path, text) in github_files() {
        for line in text.lines() {
            let Some((_, used)) = line.split_once("uses: ") else { continue };
            let (action, version) = used.split_once(" # v").unwrap_or((used, ""));
            let commit = action.split_once('@').unwrap().1;
            let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(is_commit && !version.is_empty(), "{}: {line}", path.display());
            pinned += 1;
        }
    }
    assert!(pinned > 5, "{pinned}");
}

/// What an expression stands for becomes a part of the script: it reaches scripts by variables alone.
#[test]
fn no_expression_stands_in_a_script() {
    for (path, text) in github_files() {
        let mut script_indent = None;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let indent = line.len() - line.trim_start().len();
            if script_indent.is_some_and(|script| indent <= script) {
                script_indent = None;
            }
            let begins = line.trim_start().trim_start_matches("- ").starts_with("run:");
            if begins {
                script_indent = Some(indent);
            }
            let in_script = script_indent.is_some();
            assert!(!in_script || !line.contains("${{"), "{}: {line}", path.display());
        }
    }
}

/// The examples of the documentation use what the action and the component have.
#[test]
fn the_documentation_names_inputs_that_there_are() {
    let guide = fs::read_to_string(Path::new(ROOT).join("docs/ci.md")).unwrap();
    let inputs = |file: &str, until: &str| -> Vec<String> {
        let text = fs::read_to_string(Path::new(ROOT).join(file)).unwrap();
        let block = text.split_once("inputs:\n").unwrap().1.split_once(until).unwrap().0;
        let names = block.lines().filter_map(|line| {
            let name = line.trim_start().strip_suffix(':')?;
            (!line.trim_start().contains(' ')).then(|| name.to_owned())
        });
        names.collect()
    };
    for (begins, known) in [
        ("uses: OWNER/banlint", inputs("action.yml", "\noutputs:")),
        ("component: ", inputs("templates/banlint.yml", "\n---")),
    ] {
        assert!(known.len() > 5, "{known:?}");
        for example in guide.split(begins).skip(1) {
            let example = example.split("```").next().unwrap();
            let block = example.split_once("with:\n").or(example.split_once("inputs:\n"));
            let Some((_, block)) = block else { continue };
            let indent = block.len() - block.trim_start().len();
            let given = block.lines().take_while(|line| {
                line.len() - line.trim_start().len() >= indent && !line.is_empty()
            });
            for line in given.filter(|line| line.len() - line.trim_start().len() == indent) {
                let name = line.trim().split(':').next().unwrap();
                assert!(known.iter().any(|known| known == name), "{begins}: {name}");
            }
        }
    }
}
