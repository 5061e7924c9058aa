#!/usr/bin/env bash
# Checks and measures the CUDA engine on a machine with a GPU; it needs no Java and no network.
#
#   cuda/verify.sh [BUNDLE [FOLDER]]
#
# BUNDLE is what cuda/pack.sh made (cuda/target/samap-verify.tar.xz). The log and the tables are
# left in FOLDER, or else in $OUT, or else in ./samap-verify. Each step has a time limit; after one
# that fails the next goes on. Ends with a summary and with status 1 if any step failed.
#
# SAMAP_VERIFY_SECONDS  limit of all steps together (345)
# SAMAP_VERIFY_SIZES    numbers of cells of both species that are mapped (20k 200k)
# SAMAP_VERIFY_BENCH    more options of these mappings, such as --genes 2000
# SAMAP_VERIFY_CELLS    number of cells of the table of kernels (500k)
# SAMAP_VERIFY_JAVA     more options for Java, such as -Dsamap.cuda.devices=0
set -uo pipefail
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "$0")" && pwd)
seconds=${SAMAP_VERIFY_SECONDS:-345}
sizes=${SAMAP_VERIFY_SIZES:-20k 200k}
cells=${SAMAP_VERIFY_CELLS:-500k}
# shellcheck disable=SC2206 # several words
more=(${SAMAP_VERIFY_JAVA:-}) options=(${SAMAP_VERIFY_BENCH:-})

fail() {
  echo "cuda/verify.sh: error: $1" >&2
  exit 2
}

mkdir -p "${2:-${OUT:-samap-verify}}" || fail "the folder ${2:-${OUT:-samap-verify}} cannot be made"
out=$(cd "${2:-${OUT:-samap-verify}}" && pwd)
log=$out/verify.log
: > "$log"
begin=$SECONDS

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- unpack
if [ -x "$here/java/bin/java" ] && [ $# -eq 0 ]; then
  top=$here # this is the script of an unpacked bundle
else
  bundle=${1:-$here/target/samap-verify.tar.xz}
  [ -f "$bundle" ] || fail "there is no bundle $bundle; make it with cuda/pack.sh"
  if command -v xz > /dev/null; then
    tar -xJf "$bundle" -C "$work"
  else
    python3 -c 'import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2], filter="tar")' "$bundle" "$work"
  fi || fail "$bundle cannot be unpacked"
  top=$work/samap-verify
fi
[ "$(uname -m)" = "$(cat "$top/processor")" ] ||
  fail "the bundle is for processors of the type $(cat "$top/processor"), and this is $(uname -m)"

java=("$top/java/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED
  -XX:+UseSerialGC -XX:MaxRAMPercentage=75 -XX:LoopUnrollLimit=16 ${more[@]+"${more[@]}"})
samap=("${java[@]}" -jar "$top/lib/samap.jar")
tests=("${java[@]}" -Dsamap.verify=true "-Dsamap.repository=$top/repository" -cp "$top/lib/*"
  org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors
  --details=summary)
table=("${java[@]}" -cp "$top/lib/*" org.samap.cuda.verify.KernelTable)

# --- steps
names=() results=() times=()

say() { printf '%s\n' "$*" | tee -a "$log"; }

note() {
  names+=("$1")
  results+=("$2")
  times+=("$3")
}

skip() {
  say "== $1: skipped: $2"
  note "$1" skipped 0
}

# step NAME LIMIT COMMAND...
step() {
  local name=$1 limit=$2 left=$((seconds - (SECONDS - begin))) start=$SECONDS status=0
  shift 2
  if [ "$left" -lt 5 ]; then
    skip "$name" "the $seconds seconds of all steps are over"
    return
  fi
  [ "$limit" -le "$left" ] || limit=$left
  say "== $name (at most $limit s)"
  timeout -k 5 "$limit" "$@" >> "$log" 2>&1 || status=$?
  case $status in
    0) note "$name" ok $((SECONDS - start)) ;;
    124 | 137) note "$name" 'out of time' $((SECONDS - start)) ;;
    *) note "$name" "failed ($status)" $((SECONDS - start)) ;;
  esac
  say "-- $name: ${results[-1]}, ${times[-1]} s"
}

# Maps simulated species of these sizes: bench ENGINE LIMIT SIZES
bench() {
  step "bench $1 $3" "$2" "${samap[@]}" bench --backend "$1" --sizes "$3" --out "$work/bench-$1" \
    ${options[@]+"${options[@]}"}
  [ ! -f "$work/bench-$1/bench.csv" ] || cp "$work/bench-$1/bench.csv" "$out/bench-$1.csv"
}

sanitizer() {
  local file
  for file in compute-sanitizer /usr/local/cuda/bin/compute-sanitizer \
    /usr/local/cuda/compute-sanitizer/compute-sanitizer /usr/local/cuda/extras/compute-sanitizer/compute-sanitizer; do
    if command -v "$file"; then return; fi
  done
}

# sanitize TOOL LIMIT TEST
sanitize() {
  if [ -z "$checker" ]; then
    skip "compute-sanitizer $1" 'the tool is not installed'
    return
  fi
  step "compute-sanitizer $1" "$2" "$checker" --tool "$1" --target-processes all --error-exitcode 9 \
    "${tests[@]}" -c "org.samap.cuda.verify.$3"
}

checker=$(sanitizer)
first=${sizes%% *}
{
  date -u +%Y-%m-%dT%H:%MZ
  echo "commit $(cat "$top/commit")"
  nvidia-smi --query-gpu=name,driver_version,memory.total,clocks.max.sm,power.limit --format=csv 2>&1 || true
  uname -a
  grep -m1 'model name' /proc/cpuinfo
  nproc
} > "$out/machine.txt" 2> /dev/null
cat "$out/machine.txt" >> "$log"

step doctor 30 "${samap[@]}" doctor
step 'engine contract' 60 "${tests[@]}" -c org.samap.cuda.verify.DeviceEngineContractTest
step 'golden cases' 60 "${tests[@]}" -c org.samap.cuda.verify.DeviceGoldenTest
bench cuda 40 "$first"
bench cpu 40 "$first"
step 'table of kernels' 75 "${table[@]}" --cells "$cells" --out "$out/kernels.csv"
sanitize memcheck 50 DeviceEngineContractTest
sanitize racecheck 50 DeviceSmallTest
if [ "$sizes" != "$first" ]; then
  bench cuda 90 "${sizes// /,}"
  bench cpu 180 "${sizes// /,}"
fi

# --- summary
say
say '== summary'
status=0
echo 'step,result,seconds' > "$out/steps.csv"
for i in "${!names[@]}"; do
  say "$(printf '%-28s %-12s %4d s' "${names[i]}" "${results[i]}" "${times[i]}")"
  echo "${names[i]},${results[i]},${times[i]}" >> "$out/steps.csv"
  case ${results[i]} in
    ok | skipped) ;;
    *) status=1 ;;
  esac
done
say "$((SECONDS - begin)) s in all; the log and the tables are in $out"
exit $status
