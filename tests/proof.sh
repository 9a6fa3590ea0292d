#!/usr/bin/env bash
# How much the tests see: the lines that they run, and the changes to the code that they notice. Both take long, and neither is a gate:
# they show where a test is missing.
#
#   tests/proof.sh coverage [ARGUMENTS OF cargo test]   lines by file; needs cargo-llvm-cov, and `rustup component add llvm-tools`
#   tests/proof.sh mutants [FILE]...                    changes that no test notices; needs cargo-mutants
set -euo pipefail
cd "$(dirname "$0")/.."

# Where a mistake clears a row in silence or accuses somebody: the law, who made it, and the account of rows.
files=(src/rules src/vendors src/attribution src/truth.rs src/date.rs src/intake/account.rs src/audit/audited.rs)

case ${1:-} in
  coverage)
    shift
    cargo llvm-cov --locked --no-report "$@"
    cargo llvm-cov report --ignore-filename-regex '/tests?(/|\.rs)'
    ;;
  mutants)
    shift
    (($# == 0)) || files=("$@")
    globs=()
    for file in "${files[@]}"; do
      if [[ -d $file ]]; then globs+=(--file "$file/**/*.rs"); else globs+=(--file "$file"); fi
    done
    # The tests that are quick and sharp; each change is a build of its own. In place, so that what is built already serves.
    cargo mutants --in-place --output target "${globs[@]}" -- --locked --lib --test verdicts --test samples
    ;;
  *)
    sed -n '2,6s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
