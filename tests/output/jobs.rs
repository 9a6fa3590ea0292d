//! What a job of a build service is told.

use super::*;

/// What a run prints where it is a job of a service.
fn in_job(
    folder: &Folder,
    service: &[(&str, &str)],
    arguments: &str,
) -> (Option<i32>, String, String) {
    let mut command = folder.command(arguments);
    let output = command.envs(service.iter().copied()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_job_of_github_has_annotations_and_a_summary() {
    let folder = Folder::new();
    let summary = folder.at("summary");
    fs::write(&summary, "of an earlier step\n").unwrap();
    let job = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let (status, out, err) = in_job(&folder, &job, "check x.csv");
    assert_eq!((status, err.as_str()), (Some(1), ""));
    assert!(out.starts_with("::warning file=x.csv,line=2,title=Review%3A "), "{out}");
    assert!(out.ends_with("\n2 rows: 1 review, 1 clear\n"), "{out}");
    let told = fs::read_to_string(&summary).unwrap();
    assert!(told.starts_with("of an earlier step\n<!-- banlint report -->\n"), "{told}");

    // A form that is named is the only one, and errors are annotations whatever the form.
    let (_, out, _) = in_job(&folder, &job, "check x.csv --format concise");
    assert!(out.starts_with("x.csv:2: review "), "{out}");
    assert_eq!(fs::read_to_string(&summary).unwrap(), told);
    let (status, out, err) = in_job(&folder, &job, "check y.csv --format concise");
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(err.starts_with("::error title=banlint::") && err.contains("y.csv"), "{err}");
    let (status, out, err) = in_job(&folder, &job, "check x.csv --quiet");
    assert_eq!((status, out + &err), (Some(1), String::new()));

    // A summary that cannot be written is no reason to fail.
    let job = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", "/nowhere/summary")];
    let (status, out, err) = in_job(&folder, &job, "check x.csv -o r.json");
    assert!(
        status == Some(1) && out.starts_with("::warning ") && err.contains("/nowhere/summary"),
        "{err}"
    );
}

#[test]
fn other_jobs_have_a_line_a_finding_and_the_sums() {
    let folder = Folder::new();
    for job in [[("GITLAB_CI", "true")], [("CI", "1")]] {
        let (status, out, _) = in_job(&folder, &job, "check x.csv");
        assert_eq!(status, Some(1));
        assert!(out.starts_with("x.csv:2: review ") && out.ends_with("1 clear\n"), "{out}");
        let (_, out, err) = in_job(&folder, &job, "check x.csv -o r.json");
        assert_eq!((out.as_str(), err.as_str()), ("", "2 rows: 1 review, 1 clear; wrote r.json\n"));
    }
    let (_, out, _) = in_job(&folder, &[("CI", "false")], "check x.csv");
    assert!(out.starts_with("Audit of x.csv"), "{out}");
}
