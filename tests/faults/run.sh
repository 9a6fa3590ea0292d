#!/usr/bin/env bash
# What a run does when the machine fails it: a full disk, a folder that may not be written, a reader that goes away, signals, a file that
# changes while it is read, no descriptors, no threads, little memory. A failed run says why and ends with status 2, the report of an
# earlier run stays whole, and nothing is left beside it. Scenes that the machine does not allow are named and passed over.
#
#   tests/faults/run.sh [PROGRAM]
set -uo pipefail

program=$(realpath "${1:-target/debug/banlint}")
here=$(mktemp -d)
chmod 755 "$here"
mounted=
# A job that is killed before it has become the program is a shell with this trap.
leave() { [ "$BASHPID" = "$$" ] || return 0; [ -z "$mounted" ] || umount "$here/disk"; rm -rf "$here"; }
trap leave EXIT
cd "$here" || exit 1
unset CI GITHUB_ACTIONS GITLAB_CI TF_BUILD TEAMCITY_VERSION
failed=0 passed=0

# A register of so many rows, of which each is found.
register() { printf 'Asset Tag,Manufacturer,Model,Category\n'; seq -f 'A%.0f,Hikvision,DS-2CD2143G2-I,IP camera' "$1"; }
register 20 >small.csv
register 4000 >large.csv

fail() { printf 'FAILED %s: %s\n' "$scene" "$*"; failed=$((failed + 1)); }
pass_over() { printf 'skipped %s: %s\n' "$scene" "$*"; }

# Runs the program; its status goes to `status`, what it says to `said`.
run() { "$program" "$@" >out 2>said; status=$?; }
# The status, and that nobody hears of the insides of the program.
ended() {
  [ "$status" = "$1" ] || fail "status $status, expected $1: $(head -c 300 said)"
  ! grep -q panicked said || fail "it panicked: $(head -c 300 said)"
  [ "$1" != 2 ] || [ -s said ] || fail 'no message'
  passed=$((passed + 1))
}
# That nothing but these files stands in a folder.
holds() {
  local folder=$1; shift
  local found
  found=$(ls -A "$folder" | tr '\n' ' ')
  [ "${found% }" = "$*" ] || fail "$folder holds $found, expected $*"
}

scene='full disk'
mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=4m tmpfs disk 2>/dev/null; then
  mounted=1
  run check small.csv -q --details -o disk/r.jsonl; ended 1
  cp disk/r.jsonl old
  for form in json jsonl sarif html csv xlsx; do
    [ "$form" = jsonl ] || run check small.csv -q -o "disk/r.$form"
    [ ! -e "disk/r.$form" ] || cp "disk/r.$form" "old.$form"
    before=$(ls -A disk)
    dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null
    run check large.csv -q --details -o "disk/r.$form"; ended 2
    [ ! -e "old.$form" ] || cmp -s "disk/r.$form" "old.$form" || fail "the old report in $form has changed"
    rm disk/filler
    [ "$(ls -A disk)" = "$before" ] || fail "something is left in $form: $(ls -A disk)"
  done
  dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null
  TMPDIR=$here/disk run check large.csv --format json; ended 2
  grep -q TMPDIR said || fail 'the folder of temporary files is not named'
  before=$(ls -A disk)
  mkdir disk/man 2>/dev/null
  run man --output disk/man; ended 2
  run rules new gb-faults --output disk/new.toml; ended 2
  run init small.csv --output disk/banlint.toml; ended 2
  "$program" completions bash >disk/script 2>said; status=$?; ended 2
  rm disk/script
  holds disk/man
  rmdir disk/man
  [ "$(ls -A disk)" = "$before" ] || fail "something is left of a page or a file to begin with: $(ls -A disk)"
else
  pass_over 'only root may mount a small disk'
fi
run check small.csv >/dev/full; "$program" check small.csv >/dev/full 2>said; status=$?; ended 2

scene='a folder that may not be written'
mkdir closed; chmod 555 closed
if [ "$(id -u)" = 0 ]; then
  chmod 644 small.csv
  cp "$program" own; chmod 755 own
  setpriv --reuid=65534 --clear-groups ./own check small.csv -q -o closed/r.json >out 2>said; status=$?; ended 2
else
  run check small.csv -q -o closed/r.json; ended 2
fi
holds closed

scene='a reader that goes away'
"$program" check large.csv --format jsonl 2>said | head -c 100 >/dev/null; status=${PIPESTATUS[0]}
[ "$status" = 2 ] || fail "status $status of an audit that nobody reads to its end"
"$program" rules list 2>said | head -c 1 >/dev/null; status=${PIPESTATUS[0]}
[ "$status" = 0 ] || fail "status $status of a list that nobody reads to its end"

scene='signals'
mkdir killed
register 20 >killed/old.csv
run check small.csv -q -o killed/r.jsonl; cp killed/r.jsonl old
for signal in TERM INT HUP KILL; do
  for at in $(seq 1 50); do
    # Job control gives the run signals that a shell has its background jobs ignore.
    set -m
    "$program" check large.csv -q -o killed/r.jsonl 2>/dev/null &
    run=$!
    set +m
    sleep "$(printf '0.0%02d' $((at * 7 % 100)))"
    kill -s "$signal" "$run" 2>/dev/null
    wait "$run" 2>/dev/null
    status=$?
    [ "$status" = 1 ] && cp killed/r.jsonl whole
    cmp -s killed/r.jsonl old || { [ -e whole ] && cmp -s killed/r.jsonl whole; } || fail "$signal: the report is neither the old nor the new one"
    cp old killed/r.jsonl
    [ "$signal" = KILL ] && rm -f killed/.banlint-*
    passed=$((passed + 1))
  done
done
holds killed old.csv r.jsonl

# Rows that are clear are read quickly, by a program that is not optimised as well.
clear() { register 0; seq -f 'A%.0f,Axis,P3265-LV,IP camera' 3000000; }
# Reads a file that is changed meanwhile.
while_read() {
  clear >changing.csv
  "$program" check changing.csv -q -o c.jsonl 2>said &
  local run=$!
  sleep 0.2
  "$@"
  wait "$run"; status=$?
  case $status in
    0 | 1) pass_over 'it was read before it could change' ;;
    *) ended 2; [ ! -e c.jsonl ] || fail 'there is a report' ;;
  esac
  rm -f c.jsonl changing.csv
}
scene='a file that is cut while it is read'
while_read truncate -s 2000 changing.csv
scene='a file that grows while it is read'
more() { register 2000 >>changing.csv; }
while_read more

scene='no descriptors'
for most in 4 6 8 12; do
  (ulimit -n "$most"; "$program" check small.csv -q -o d.json >out 2>said)
  status=$?
  [ "$status" = 127 ] || [ "$status" = 1 ] || ended 2
done

scene='no threads'
if [ "$(id -u)" = 0 ] && command -v prlimit >/dev/null && command -v setpriv >/dev/null; then
  cp "$program" own; chmod 755 own
  for command in 'check small.csv' 'check small.csv --threads 8' 'columns small.csv' 'identify Hikvision' 'rules list'; do
    # shellcheck disable=SC2086
    setpriv --reuid=65534 --clear-groups prlimit --nproc=1:1 ./own $command >out 2>said
    status=$?
    case $command in check*) ended 1 ;; *) ended 0 ;; esac
  done
else
  pass_over 'only root may run as somebody without threads'
fi

scene='little memory'
(ulimit -v 600000; "$program" check large.csv -q -o m.json >out 2>said); status=$?; ended 1

scene='files of limited size'
mkdir limited
(ulimit -f 64; "$program" check large.csv -q -o limited/r.json >out 2>said); status=$?; ended 2
holds limited

printf '%s scenes passed, %s faults\n' "$passed" "$failed"
[ "$failed" = 0 ]
