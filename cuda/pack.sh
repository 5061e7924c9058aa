#!/usr/bin/env bash
# Packs all that cuda/verify.sh needs on a machine with a GPU and without Java: a Java runtime, the
# program, its tests of the CUDA engine and the stored cases. Takes what was built before:
#
#   mvn package -DskipTests && cuda/pack.sh [BUNDLE]
#
# BUNDLE is cuda/target/samap-verify.tar.xz unless it is named. It suits machines with the processor
# of this one. The larger stored case is taken along if it is beside the checkout.
set -euo pipefail

readonly MOST_MEGABYTES=60 # of 10^6 bytes
repository=$(cd "$(dirname "$0")/.." && pwd)
bundle=${1:-$repository/cuda/target/samap-verify.tar.xz}

fail() {
  echo "cuda/pack.sh: error: $1" >&2
  exit 1
}

jdk=$("$repository/samap" --find-jdk)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
top=$made/samap-verify
mkdir -p "$top/lib"

# --- the program and the tests
copy_built() {
  local file
  for file in "$repository/$1"/target/$2; do
    [ -f "$file" ] || fail "$1/target holds no $2; run 'mvn package -DskipTests' first"
    cp "$file" "$top/lib/"
  done
}
copy_built cli samap.jar
copy_built core 'samap-core-*-tests.jar'
copy_built cuda 'samap-cuda-*-tests.jar'

# The files that the tests of core read are not for this.
"$jdk/bin/jar" --extract --file "$top"/lib/samap-core-*-tests.jar --dir "$made/core"
rm "$top"/lib/samap-core-*-tests.jar
find "$made/core" -type f ! -name '*.class' -delete
"$jdk/bin/jar" --create --file "$top/lib/samap-core-tests.jar" -C "$made/core" .

# The launcher of tests has the version of JUnit that the tests were compiled with.
junit=$(sed -n '/<artifactId>junit-jupiter</{n;s/.*<version>\(.*\)<.*/\1/p;q}' "$repository/pom.xml")
libraries() {
  (cd "$repository" && JAVA_HOME=$jdk mvn -B -q "$@" -DoutputDirectory="$top/lib" < /dev/null > "$made/maven" 2>&1)
}
libraries dependency:copy -pl cuda \
  -Dartifact="org.junit.platform:junit-platform-console-standalone:$junit" ||
  fail "Maven cannot get the launcher of JUnit $junit: $(tail -1 "$made/maven")"
libraries dependency:copy-dependencies -pl core \
  -DincludeScope=test -DincludeArtifactIds=assertj-core,byte-buddy,jhdf,slf4j-api,commons-lang3,compress-lzf,lz4-java ||
  fail "Maven cannot get the libraries of the tests: $(tail -1 "$made/maven")"

# --- what the mapping reads of the stored cases, in folders as those of a checkout
command -v h5copy > /dev/null || fail 'h5copy is not installed (Debian: apt install hdf5-tools)'
case_from() {
  local group
  mkdir -p "$2/expected"
  for group in sam init; do
    h5copy -i "$1/expected/stages.h5" -o "$2/expected/stages.h5" -s "/$group" -d "/$group"
  done
}
mini=core/src/test/resources/golden/mini
case_from "$repository/$mini" "$top/repository/$mini"
trio=$repository/../shared/golden/trio
if [ -d "$trio" ]; then
  case_from "$trio" "$top/shared/golden/trio"
else
  echo 'the case trio is not beside the checkout: only mini is packed'
fi

# --- Java: not compressed, as xz does that better
"$jdk/bin/jlink" --output "$top/java" --compress zip-0 --strip-debug --no-header-files --no-man-pages \
  --add-modules java.base,java.logging,java.management,java.xml,jdk.management,jdk.unsupported,jdk.incubator.vector \
  > "$made/jlink" 2>&1 || fail "jlink failed: $(tail -1 "$made/jlink")"

cp "$repository/cuda/verify.sh" "$top/"
uname -m > "$top/processor"
git -C "$repository" rev-parse --short HEAD > "$top/commit" 2> /dev/null || echo unknown > "$top/commit"

mkdir -p "$(dirname "$bundle")"
tar -C "$made" --sort=name --owner=0 --group=0 --numeric-owner -cf - samap-verify | xz -6 -T0 > "$bundle"
megabytes=$((($(wc -c < "$bundle") + 999999) / 1000000))
echo "$bundle: $megabytes MB, $(cat "$top/processor"), commit $(cat "$top/commit")"
[ "$megabytes" -le $MOST_MEGABYTES ] || fail "the bundle is larger than $MOST_MEGABYTES MB"
