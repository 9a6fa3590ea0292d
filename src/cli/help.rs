//! What help says beyond the options: examples and exit statuses.

pub(super) const SHORT: &str = "\
Begin with:
  banlint columns assets.csv    how your sheet is understood
  banlint check assets.csv      the report

Exit status: 0 nothing to act on, 1 findings or unreadable rows, 2 the run could not be made.";

pub(super) const LONG: &str = "\
Begin with:
  banlint columns assets.csv       how your sheet is understood
  banlint init assets.csv          banlint.toml, to say what the sheet cannot
  banlint check assets.csv         the report
  banlint explain assets.csv:42    line 42 in full

Exit status:
  0  nothing at or above the verdict of --fail-on
  1  findings at or above it, or rows that could not be read;
     never with --exit-zero
  2  the run could not be made, and the message says why: wrong arguments
     or settings, a file that cannot be read or written, faulty law files,
     or with --max-rule-age law files that are too old

An option that names an environment variable takes its value from there
where it is not given. What is typed comes before a variable, a variable
before banlint.toml; an empty variable says nothing.";

pub(super) const CHECK: &str = "\
Examples:
  banlint check assets.csv
  banlint check assets.xlsx --jurisdiction US --org us-federal-contractor
  banlint check assets.csv --as-of 2025-06-30 --site \"Head Office:class=sensitive\"
  banlint check registers/ --glob \"*.csv\" --output report.txt --output findings.json
  banlint check assets.csv --fail-on violation --quiet";

pub(super) const ORGS: &str = "\
Examples:
  banlint orgs
  banlint orgs --jurisdiction US
  banlint orgs us-federal-contractor";

pub(super) const SOURCES: &str = "\\
Examples:
  banlint sources
  banlint sources --secondary
  banlint sources my-rules/ --format json";

pub(super) const OUTLOOK: &str = "\
Examples:
  banlint outlook assets.csv
  banlint outlook assets.csv --jurisdiction DE --until 2028-12-31
  banlint outlook assets.csv --format json";

pub(super) const EXPLAIN: &str = "\
Examples:
  banlint explain assets.csv:42
  banlint explain assets.csv CAM-0017
  banlint explain cameras.xlsx 'Front gate!404' --org us-federal-contractor";

pub(super) const IDENTIFY: &str = "\
Examples:
  banlint identify Annke C800
  banlint identify 44:19:B6:12:34:56 --jurisdiction US
  banlint identify - < models.txt";

pub(super) const COLUMNS: &str = "\
Examples:
  banlint columns assets.csv
  banlint columns assets.csv --column \"Device Type=model\" --header-line 3";

pub(super) const INIT: &str = "\
Examples:
  banlint init assets.csv
  banlint init assets.csv --output -";

pub(super) const RULES: &str = "\
Examples:
  banlint rules list
  banlint rules list --terms          the words for --org, --assume and --site
  banlint rules show us-ndaa-889
  banlint rules new gb-harbour-cameras
  banlint rules lint my-rules/
  banlint rules test my-rules/        the examples in them
  banlint rules schema regime > regime.schema.json";

pub(super) const VENDORS: &str = "\
Examples:
  banlint vendors list
  banlint vendors show hikvision
  banlint vendors show lorex --all    every fact with its source";

pub(super) const COMPLETIONS: &str = "\
Where they go:
  bash        banlint completions bash > ~/.local/share/bash-completion/completions/banlint
  elvish      banlint completions elvish > ~/.config/elvish/lib/banlint.elv    (then `use banlint` in rc.elv)
  fish        banlint completions fish > ~/.config/fish/completions/banlint.fish
  nushell     banlint completions nushell | save banlint.nu    (then `source banlint.nu` in config.nu)
  powershell  banlint completions powershell >> $PROFILE
  zsh         banlint completions zsh > ~/.zfunc/_banlint    (a folder of $fpath)

They know the countries, organisations, regimes and makers of this version: write them again after an update.";

pub(super) const MAN: &str = "\
Examples:
  banlint man --output ~/.local/share/man/man1
  banlint man | man -l -";
