#!/usr/bin/env bash
# Opens report pages in Debian's Chromium, and fails on any error, any request to a network, and
# anything that a name has planted. Times are told and decide nothing.
#
#   report/browser.sh                       makes pages of a demo and opens them
#   report/browser.sh PAGE ...              opens these pages
#   report/browser.sh --shots FOLDER ...    also takes pictures of them, to be looked at
#
# Says so and does nothing without npm, its packages, or Chromium (CHROMIUM names another one than
# /usr/bin/chromium).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
web=$root/report/src/main/web

if ! command -v npm > /dev/null; then
  echo 'skipped: this needs npm, and here is none'
  exit 0
fi
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
  echo "skipped: there is no ${CHROMIUM:-/usr/bin/chromium}; install chromium, or set CHROMIUM"
  exit 0
fi
if [ ! -d "$web/node_modules/playwright-core" ] &&
  ! (cd "$web" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); then
  echo 'skipped: npm cannot fetch the packages of the page'
  exit 0
fi

shots=()
if [ "${1:-}" = --shots ]; then
  shots=(--shots "$(mkdir -p "$2" && cd "$2" && pwd)")
  shift 2
fi
pages=("$@")
if [ ${#pages[@]} = 0 ]; then
  made=$(mktemp -d)
  trap 'rm -rf "$made"' EXIT
  "$root/samap" demo --cells 300 --quiet --out "$made/demo" > /dev/null
  "$root/samap" triangles "$made/demo/results" --quiet
  "$root/samap" paralogs "$made/demo/results" --quiet > /dev/null
  "$root/samap" report "$made/demo/results" --quiet --out "$made/demo.html"
  # Names that a careless page would run, and 150 types.
  "$root/samap" transfer "$made/demo/results" --quiet
  awk -F'\t' -v OFS='\t' 'NR > 1 {
      print $1, "</script><script>window.planted=1</script> \"><img src=x onerror=window.planted=2> " $5
    }' "$made/demo/results/transfer/aa_from_bb.tsv" > "$made/names.tsv"
  awk -F'\t' -v OFS='\t' 'NR > 1 { print $1, "type " NR % 150 }' \
    "$made/demo/results/transfer/bb_from_aa.tsv" > "$made/types.tsv"
  "$root/samap" report "$made/demo/results" --labels "aa=$made/names.tsv" \
    --labels "bb=$made/types.tsv" --quiet --out "$made/names.html"
  pages=("$made/demo.html" "$made/names.html")
fi
node "$web/test/pages.mjs" "${shots[@]}" "${pages[@]}"
