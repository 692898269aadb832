#!/usr/bin/env bash
# Builds the clients that are no packages of npm or Python into a folder that is to be in PATH, where this machine has what
# it takes, and says which it leaves out: `build-clients.sh <folder>`.
set -uo pipefail
target="$(mkdir -p "$1" && cd "$1" && pwd)"
cd "$(dirname "$0")"

leave_out() {
  echo "scenario client in $1 left out: $2" >&2
}

build_go() {
  command -v go > /dev/null || { leave_out Go 'there is no `go`'; return; }
  (cd go && timeout 300 go build -o "$target/scenario-client-go" .) || leave_out Go 'it could not be built'
}

build_java() {
  command -v javac > /dev/null && command -v mvn > /dev/null || { leave_out Java 'there is no `javac`, or no `mvn`'; return; }
  local built="$target/java"
  mkdir -p "$built"
  timeout 300 mvn -q -f java/pom.xml dependency:build-classpath "-Dmdep.outputFile=$built/classpath" > "$built/log" 2>&1 \
    && javac -d "$built" -cp "$(cat "$built/classpath")" java/src/*.java >> "$built/log" 2>&1 \
    || { leave_out Java "it could not be built, see $built/log"; return; }
  printf '#!/bin/sh\nexec java -cp "%s:%s" Client\n' "$built" "$(cat "$built/classpath")" > "$target/scenario-client-java"
  chmod +x "$target/scenario-client-java"
}

build_go
build_java
exit 0
