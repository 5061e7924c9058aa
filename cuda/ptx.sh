#!/usr/bin/env bash
# Compiles the kernels to PTX, which is kept in the repository so that no user needs nvcc.
#
#   cuda/ptx.sh           writes the PTX anew
#   cuda/ptx.sh --check   fails if the PTX is not that of the sources, or a kernel spills registers;
#                         says so and does nothing without nvcc, or with one that writes other PTX
set -euo pipefail
cd "$(dirname "$0")"

needed=13.0
sources=src/main/cuda
resources=src/main/resources/org/samap/cuda/kernels
# Drivers refuse PTX of a newer version than their own, so it says the first one that has all the
# instructions used. The driver compiles it for its device.
version='.version 7.0'
architectures=(80 86 89 90 100 120)

check=false
case ${1:-} in
  --check) check=true ;;
  '') ;;
  *)
    echo "cuda/ptx.sh: error: there is no option $1; give --check or nothing" >&2
    exit 2
    ;;
esac

found=$(nvcc --version 2> /dev/null | sed -n 's/.*release \([0-9.]*\),.*/\1/p' || true)
if [ "$found" != "$needed" ]; then
  lacking="this needs nvcc $needed, and here is ${found:-none}"
  if $check; then
    echo "skipped: $lacking"
    exit 0
  fi
  echo "cuda/ptx.sh: error: $lacking; install the CUDA toolkit $needed" >&2
  exit 2
fi

compile() {
  nvcc -ptx -arch=compute_80 -std=c++17 -O3 -fmad=false -Werror all-warnings -I "$sources" "$1" -o "$2"
  # Names that a file keeps to itself hold a hash of the folder, which would differ everywhere.
  sed -i -E -e "s/^\.version .*/$version/" \
    -e '/^\/\/ (Compiler Build ID|Cuda compilation tools|Based on)/d' \
    -e 's/(_INTERNAL_|_GLOBAL__N__)[0-9a-f]{8}_/\100000000_/g' "$2"
}

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
mkdir "$made/ptx"
for source in "$sources"/*.cu; do
  [ -e "$source" ] || continue
  compile "$source" "$made/ptx/$(basename "$source" .cu).ptx"
done

if ! $check; then
  mkdir -p "$resources"
  rm -f "$resources"/*.ptx
  cp "$made"/ptx/*.ptx "$resources"
  exit
fi

status=0
if ! diff -rq "$made/ptx" "$resources"; then
  echo 'the PTX is not that of the sources: run cuda/ptx.sh' >&2
  status=1
fi
for ptx in "$made"/ptx/*.ptx; do
  [ -e "$ptx" ] || continue
  for architecture in "${architectures[@]}"; do
    if ! ptxas -v -arch="sm_$architecture" "$ptx" -o "$made/cubin" 2> "$made/report"; then
      cat "$made/report" >&2
      status=1
      continue
    fi
    awk -v file="$(basename "$ptx" .ptx)" -v arch="sm_$architecture" '
      /Compiling entry function/ { split($0, part, "\047"); kernel = part[2] }
      /bytes spill stores/ {
        frame = $1
        spilled = $5 + $9
      }
      /Used [0-9]+ registers/ {
        match($0, /Used [0-9]+/)
        registers = substr($0, RSTART + 5, RLENGTH - 5)
        shared = match($0, /[0-9]+ bytes smem/) ? substr($0, RSTART, RLENGTH - 11) : 0
        printf "%-8s %-32s %-7s %3d registers, %5d bytes of shared memory, %4d of stack%s\n", \
          file, kernel, arch, registers, shared, frame, spilled ? ", spills: " spilled " bytes" : ""
        bad = bad || spilled
      }
      END { exit bad }' "$made/report" || {
      echo "a kernel of $(basename "$ptx" .ptx) spills registers on sm_$architecture" >&2
      status=1
    }
  done
done
exit $status
