#!/usr/bin/env bash
# Writes the bill of material of the command, CycloneDX in JSON: all crates that go into the binary, whatever the system.
#
# Usage: ci/sbom.sh FOLDER; needs cargo-cyclonedx.
set -euo pipefail
cd "$(dirname "$0")/.."

out=${1:-dist}
mkdir -p "$out"
# The day is that of the commit, so that whoever writes it again gets the same file.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
cargo cyclonedx --format json --spec-version 1.5 --target all --override-filename banlint.cdx
# Where it was built is nobody's business, and would make each copy another one.
sed "s|path+file://$PWD#|path+file:///banlint#|g" banlint.cdx.json >"$out/banlint.cdx.json"
rm banlint.cdx.json
