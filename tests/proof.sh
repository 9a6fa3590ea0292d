#!/usr/bin/env bash
# How much the tests see: the lines that they run, and the changes to the code that they notice. Both take long, and neither is a gate:
# they show where a test is missing.
#
#   tests/proof.sh coverage [ARGUMENTS OF cargo test]   lines by file; needs `rustup component add llvm-tools`
#   tests/proof.sh mutants [FILE]...                    changes that no test notices; needs cargo-mutants
set -euo pipefail
cd "$(dirname "$0")/.."

# Where a mistake clears a row in silence or accuses somebody: the law, who made it, and the account of rows.
files=(src/rules src/vendors src/attribution src/truth.rs src/date.rs src/intake/account.rs src/audit/audited.rs)

# Our own crate alone is built to count, so that all others stay as they are.
coverage() {
  local tools folder=target/coverage
  tools=$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin
  rm -rf "$folder"
  mkdir -p "$folder"
  printf '#!/bin/sh\nexec "$@" -C instrument-coverage\n' >"$folder/rustc"
  chmod +x "$folder/rustc"
  export RUSTC_WORKSPACE_WRAPPER=$PWD/$folder/rustc LLVM_PROFILE_FILE=$PWD/$folder/%4m.profraw
  cargo test --locked --no-run --message-format=json "$@" |
    sed -n 's/.*"executable":"\([^"]*\)".*/--object=\1/p' >"$folder/objects"
  cargo test --locked "$@"
  "$tools/llvm-profdata" merge --sparse "$folder"/*.profraw --output "$folder/all.profdata"
  # shellcheck disable=SC2046 # one object a line, none with a space
  "$tools/llvm-cov" report --instr-profile "$folder/all.profdata" $(cat "$folder/objects") \
    --ignore-filename-regex '/registry/|/rustc/|/tests?[/.]|build\.rs' >"$folder/report.txt"
  awk 'NR == 1 || /^TOTAL/ { next } $8 > 20 && NF > 9 { print $10, $8, $1 }' "$folder/report.txt" | sort -n | head -40
  tail -1 "$folder/report.txt"
  printf 'All files: %s\n' "$folder/report.txt"
}

case ${1:-} in
  coverage)
    shift
    coverage "$@"
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
