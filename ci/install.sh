#!/usr/bin/env bash
# Puts banlint on the PATH of a GitHub job.
#
# FROM: release, source, or the path of a binary. RELEASES: address below which the archives of releases lie. VERSION: the tag.
set -euo pipefail

bin=$RUNNER_TEMP/banlint/bin
mkdir -p "$bin"

fail() {
  printf '::error title=banlint::%s\n' "$1"
  exit 2
}

# The target of the release that fits this machine.
target() {
  case "$RUNNER_OS-$RUNNER_ARCH" in
    Linux-X64) echo x86_64-unknown-linux-musl ;;
    Linux-ARM64) echo aarch64-unknown-linux-musl ;;
    macOS-X64) echo x86_64-apple-darwin ;;
    macOS-ARM64) echo aarch64-apple-darwin ;;
    Windows-X64) echo x86_64-pc-windows-msvc ;;
    *) fail "there is no release for $RUNNER_OS on $RUNNER_ARCH; use from: source" ;;
  esac
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

from_release() {
  [[ $VERSION == v[0-9]* ]] || fail "this action is used at '$VERSION', which is no version; use it at a tag such as v0.1.0, or from: source"
  local target name folder
  target=$(target)
  name=banlint-$VERSION-$target
  folder=$RUNNER_TEMP/banlint
  local archive=$name.tar.gz
  [[ $target == *windows* ]] && archive=$name.zip
  for file in "$archive" SHA256SUMS; do
    curl --proto '=https,file' --fail --silent --show-error --location --retry 3 --output "$folder/$file" "$RELEASES/$VERSION/$file" \
      || fail "$RELEASES/$VERSION/$file cannot be had; use from: source"
  done
  (cd "$folder" && grep -F " $archive" SHA256SUMS | sha256 --check -) || fail "$archive is not what its release says (SHA-256)"
  if [[ $archive == *.zip ]]; then
    unzip -q -o "$folder/$archive" -d "$folder"
  else
    tar -xzf "$folder/$archive" -C "$folder"
  fi
  cp "$folder/$name"/banlint* "$bin/"
}

case "$FROM" in
  release) from_release ;;
  source) cargo install --quiet --locked --path "$GITHUB_ACTION_PATH" --root "$RUNNER_TEMP/banlint" ;;
  *)
    [[ -f $FROM ]] || fail "from: there is no file '$FROM'; expected release, source, or the path of a binary"
    cp "$FROM" "$bin/"
    ;;
esac

"$bin/banlint" --version
echo "$bin" >>"$GITHUB_PATH"
