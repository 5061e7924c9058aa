#!/usr/bin/env bash
# Compiles the kernels to PTX, which is kept in the repository so that no user needs nvcc.
#
#   cuda/ptx.sh           writes the PTX anew
#   cuda/ptx.sh --check   fails if the PTX is not that of the sources, or a kernel spills registers
set -euo pipefail
cd "$(dirname "$0")"

sources=src/main/cuda
resources=src/main/resources/org/samap/cuda/kernels
# Drivers refuse PTX of a newer version than their own, so it says the first one that has all the
# instructions used. The driver compiles it for its device.
version='.version 7.0'
architectures=(80 86 89 90 100 120)

compile() {
  nvcc -ptx -arch=compute_80 -std=c++17 -O3 -fmad=false -Werror all-warnings -I "$sources" "$1" -o "$2"
  sed -i -e "s/^\.version .*/$version/" -e '/^\/\/ \(Compiler Build ID\|Cuda compilation tools\|Based on\)/d' "$2"
}

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
for source in "$sources"/*.cu; do
  [ -e "$source" ] || continue
  compile "$source" "$made/$(basename "$source" .cu).ptx"
done

if [ "${1:-}" != --check ]; then
  mkdir -p "$resources"
  rm -f "$resources"/*.ptx
  cp "$made"/*.ptx "$resources"
  exit
fi

diff -rq "$made" "$resources" || { echo 'the PTX is not that of the sources: run cuda/ptx.sh' >&2; exit 1; }
for architecture in "${architectures[@]}"; do
  for ptx in "$made"/*.ptx; do
    ptxas -v -arch="sm_$architecture" "$ptx" -o /dev/null 2> "$made/report" || { cat "$made/report" >&2; exit 1; }
    awk -v arch="sm_$architecture" '
      /Compiling entry function/ { split($0, part, "\047"); kernel = part[2] }
      /bytes spill stores/ && !/ 0 bytes spill stores, 0 bytes spill loads/ { print arch, kernel, "spills:", $0; bad = 1 }
      /Used [0-9]+ registers/ { sub(/^.*Used/, "used"); print arch, kernel, $0 }
      END { exit bad }' "$made/report"
  done
done
