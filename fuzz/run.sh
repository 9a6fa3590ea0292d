#!/usr/bin/env bash
# Builds all targets with a stable toolchain and runs them one after another, each from its corpus in the repository:
#
#   fuzz/run.sh [SECONDS [TARGET]...]      600 seconds and all targets, if nothing is said
#
# What is found stands in target/fuzz/TARGET/found/.
set -euo pipefail
cd "$(dirname "$0")"

seconds=${1:-600}
shift || true
targets=("$@")
if ((${#targets[@]} == 0)); then
  for target in fuzz_targets/*.rs; do targets+=("$(basename "$target" .rs)"); done
fi

host=$(rustc -vV | sed -n 's/^host: //p')
work=$PWD/../target/fuzz
# What cargo-fuzz sets, but for the address sanitiser, which needs a nightly toolchain; there is no unsafe code here for it to look at. The
# target is named so that build scripts are built as ever.
export CARGO_TARGET_DIR=$work/build
export CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
cargo build --release --target "$host"

status=0
for target in "${targets[@]}"; do
  mkdir -p "$work/$target/corpus" "$work/$target/found"
  "$work/build/$host/release/$target" "$work/$target/corpus" "corpus/$target" -max_total_time="$seconds" -timeout=30 -rss_limit_mb=2048 \
    -max_len=65536 -artifact_prefix="$work/$target/found/" -print_final_stats=1 || status=$?
done
exit "$status"
