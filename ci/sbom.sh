#!/usr/bin/env bash
# Writes the bill of material of the command, CycloneDX in JSON: all crates that go into the binary, whatever the system.
#
# Usage: ci/sbom.sh FOLDER; needs cargo-cyclonedx.
set -euo pipefail
cd "$(dirname "$0")/.."

out=${1:-dist}
mkdir -p "$out"
cargo cyclonedx --format json --spec-version 1.5 --target all --override-filename banlint.cdx
mv banlint.cdx.json "$out/"
