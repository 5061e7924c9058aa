#!/usr/bin/env bash
# Builds the report page from TypeScript. The built page is kept in the repository, so that the
# program is built without npm. Its HTML and CSS need no building: they lie in the resources alone.
#
#   report/page.sh           builds the page into the resources
#   report/page.sh --check   fails if the page of the resources is not that of the sources; says so
#                            and does nothing without npm, or where its packages cannot be fetched
set -euo pipefail
cd "$(dirname "$0")/src/main/web"

resources=../resources/org/samap/report/page

check=false
case ${1:-} in
  --check) check=true ;;
  '') ;;
  *)
    echo "report/page.sh: error: there is no option $1; give --check or nothing" >&2
    exit 2
    ;;
esac

if ! command -v npm > /dev/null; then
  if $check; then
    echo 'skipped: this needs npm, and here is none'
    exit 0
  fi
  echo 'report/page.sh: error: this needs npm; install nodejs and npm' >&2
  exit 2
fi

# The packages of the lock file, whose hashes npm checks.
if ! cmp -s package-lock.json node_modules/.lock; then
  if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
    if $check; then
      echo 'skipped: npm cannot fetch the packages of the page'
      exit 0
    fi
    exit 1
  fi
  cp package-lock.json node_modules/.lock
fi
node_modules/.bin/tsc -p .

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
node build.mjs "$made"

if $check; then
  if ! diff -rq --exclude=page.html --exclude=page.css "$made" "$resources"; then
    echo 'the page is not that of the sources: run report/page.sh' >&2
    exit 1
  fi
  exit
fi
mkdir -p "$resources"
rm -f "$resources"/*.js "$resources"/licences.txt
cp "$made"/* "$resources"
