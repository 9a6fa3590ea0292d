//! How an audit grows with rows, makers and law.

use std::{ffi::OsStr, fmt::Write as _, fs, path::Path};

use super::{Bench, Result, heading};

pub(crate) fn measure(bench: &Bench) -> Result<()> {
    heading("growth with rows");
    for name in ["clear", "listed3"] {
        let mut rows = 1_000;
        while rows <= bench.rows {
            bench.against_csv(name, name, rows, &[])?;
            rows *= 10;
        }
    }
    println!();
    heading("growth with knowledge, on listed3");
    for makers in [0, 100, 1_000] {
        let folder = bench.folder.path().join("makers");
        fs::create_dir_all(&folder)?;
        write_makers(&folder, makers)?;
        let more: &[_] = &[OsStr::new("--vendors"), folder.as_os_str()];
        bench.against_csv(
            &format!("{makers} more makers"),
            "listed3",
            bench.rows,
            if makers == 0 { &[] } else { more },
        )?;
    }
    for times in [1, 4] {
        let folder = bench.folder.path().join("law");
        fs::create_dir_all(&folder)?;
        let regimes = write_law(&folder, times)?;
        let more = [OsStr::new("--rules"), folder.as_os_str()];
        bench.against_csv(&format!("{regimes} more regimes"), "listed3", bench.rows, &more)?;
    }
    Ok(())
}

/// Made-up makers, each with names, a label, a model family and a block.
fn write_makers(folder: &Path, makers: usize) -> Result<()> {
    for number in 0..makers {
        let name = name(number);
        let mut text = format!(
            "id = 'made-up-{number}'\nname = '{name} Technology Co., Ltd.'\nshort = '{name}'\ncountry = 'XX'\n\
             role = 'maker'\nmakes = ['video-surveillance']\n"
        );
        write!(text, "[[alias]]\nname = '{name} Tech'\nconfidence = 'unverified'\n")?;
        write!(
            text,
            "[[model]]\npattern = '\\bZQ{number}-\\d{{4}}'\ncollision = 'low'\nconfidence = 'unverified'\n"
        )?;
        fs::write(folder.join(format!("made-up-{number}.toml")), text)?;
    }
    Ok(())
}

/// A name that nobody has.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 10] =
        ["zu", "qua", "bro", "vix", "ter", "mol", "kha", "dren", "fyp", "gos"];
    let mut name: String =
        [number / 100 % 10, number / 10 % 10, number % 10].map(|at| SYLLABLES[at]).concat();
    name.push_str("wex");
    name[..1].to_uppercase() + &name[1..]
}

/// The shipped regimes again, under other ids; tells how many.
fn write_law(folder: &Path, times: usize) -> Result<usize> {
    let mut written = 0;
    for country in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"))? {
        let country = country?.path();
        if !country.is_dir() {
            continue;
        }
        for file in fs::read_dir(country)? {
            let file = file?.path();
            let text = fs::read_to_string(&file)?;
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let id = text.lines().find_map(|line| line.strip_prefix("id")).unwrap_or_default();
            let id = id.trim_matches([' ', '=', '"']).to_owned();
            for copy in 0..times {
                let text = text.replacen(&format!("\"{id}\""), &format!("\"{id}-{copy}\""), 1);
                fs::write(folder.join(format!("{stem}-{id}-{copy}.toml")), text)?;
                written += 1;
            }
        }
    }
    Ok(written)
}
