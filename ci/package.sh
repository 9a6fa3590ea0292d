#!/usr/bin/env bash
# Packs a built binary for a release: the archive that ci/install.sh and cargo binstall look for.
#
# Usage: ci/package.sh TARGET [FOLDER], after `cargo build --release --target TARGET`; banlint of this machine, which writes the man
# pages and completions, is taken from $BANLINT_HERE, else from what was built.
set -euo pipefail
cd "$(dirname "$0")/.."

target=$1
out=$(mkdir -p "${2:-dist}" && cd "${2:-dist}" && pwd)
version=$(cargo metadata --no-deps --format-version 1 --locked | sed -E 's/.*"name":"banlint","version":"([^"]*)".*/\1/')
name=banlint-v$version-$target
ending=
[[ $target == *windows* ]] && ending=.exe
built=target/$target/release/banlint$ending
here=${BANLINT_HERE:-$built}

rm -rf "${out:?}/$name"
mkdir -p "$out/$name/completions" "$out/$name/man"
cp "$built" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$out/$name/"
"$here" man --output "$out/$name/man"
"$here" completions bash >"$out/$name/completions/banlint.bash"
"$here" completions elvish >"$out/$name/completions/banlint.elv"
"$here" completions fish >"$out/$name/completions/banlint.fish"
"$here" completions nushell >"$out/$name/completions/banlint.nu"
"$here" completions powershell >"$out/$name/completions/_banlint.ps1"
"$here" completions zsh >"$out/$name/completions/_banlint"

cd "$out"
if [[ -n $ending ]]; then
  7z a -bd "$name.zip" "$name" >/dev/null
else
  tar -czf "$name.tar.gz" "$name"
fi
rm -rf "$name"
