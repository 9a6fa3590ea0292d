#!/usr/bin/env bash
# How much the tests see: the lines that they run, and the changes to the code that they notice. Both take long, and neither is a gate:
# they show where a test is missing.
#
#   tests/proof.sh coverage [ARGUMENTS OF cargo test]   lines by file; needs `rustup component add llvm-tools`
#   tests/proof.sh mutants [K/N] [FILE]...              changes that no test notices; needs cargo-mutants
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

# Each change is a build of its own, and all of them would take days: K/N takes every N-th from the K-th on, so that each file has its
# share and the same numbers give the same changes. In place, so that what is built already serves.
mutants() {
  local all=(cargo mutants --in-place -C=--locked) folder=target/mutants shard=() globs=() lives=() file name slow
  if [[ ${1:-} =~ ^[0-9]+/[0-9]+$ ]]; then
    shard=(--shard "$1" --sharding round-robin)
    shift
  fi
  (($# == 0)) || files=("$@")
  for file in "${files[@]}"; do
    if [[ -d $file ]]; then globs+=(--file "$file/**/*.rs"); else globs+=(--file "$file"); fi
  done
  rm -rf "$folder"
  mkdir -p "$folder"
  # What fails under a change is no case for the code as it is.
  export PROPTEST_DISABLE_FAILURE_PERSISTENCE=true
  # What to build is said to cargo itself: of arguments behind `--` cargo-mutants makes use only when it runs the tests, and every
  # test and example would be linked anew. Tests that are slow and see little of these files wait for the second round.
  slow=(report:: tables:: intake::formats intake::shapes intake::documents baseline:: audit::tests audit::properties)
  "${all[@]}" --output "$folder/quick" "${globs[@]}" "${shard[@]}" -C=--lib -- -- "${slow[@]/#/--skip=}" || (($? == 2 || $? == 3))
  # A choice by name lets all changes pass that take a field away (cargo-mutants 27.1), so the files are chosen as well.
  while IFS= read -r name; do
    # shellcheck disable=SC2001 # a class of signs needs sed
    lives+=(--file "${name%%:*}" --re "^$(sed 's/[][(){}.*+?^$|\\]/\\&/g' <<<"$name")\$")
  done <"$folder/quick/mutants.out/missed.txt"
  ((${#lives[@]} == 0)) || "${all[@]}" --output "$folder/whole" "${lives[@]}" -C=--{lib,test=recognition,test=samples,test=verdicts}
}

case ${1:-} in
  coverage)
    shift
    coverage "$@"
    ;;
  mutants)
    shift
    mutants "$@"
    ;;
  *)
    sed -n '2,6s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
