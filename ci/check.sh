#!/usr/bin/env bash
# Audits in a GitHub job: writes the reports and the outputs of the action; annotations and the summary of the job banlint writes by
# itself. Never fails: what banlint ended with is an output, so that the reports are uploaded first.
#
# FILES: inventories, one a line. OPTIONS: further options, one a line. FAIL_ON: a verdict or never. The rest is taken from BANLINT_*.
set -euo pipefail

reports=$RUNNER_TEMP/banlint/reports
rm -rf "$reports"
mkdir -p "$reports"

# The lines of a text that say something, each an argument.
arguments=()
lines() {
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line%$'\r'}
    [[ -z ${line//[[:space:]]/} ]] || arguments+=("$line")
  done <<<"$1"
}

lines "$OPTIONS"
case "$FAIL_ON" in
  '') ;;
  never) arguments+=(--exit-zero) ;;
  *) arguments+=("--fail-on=$FAIL_ON") ;;
esac
arguments+=(--)
lines "$FILES"

status=0
banlint check --output "$reports/banlint.sarif" --output "$reports/banlint.md" --output "$reports/banlint.json" "${arguments[@]}" || status=$?

echo "status=$status" >>"$GITHUB_OUTPUT"
for report in sarif:banlint.sarif markdown:banlint.md json:banlint.json; do
  file=$reports/${report#*:}
  if [[ -f $file ]]; then
    echo "${report%%:*}=$file" >>"$GITHUB_OUTPUT"
  fi
done
