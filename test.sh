#!/usr/bin/env bash
# ./test.sh       builds everything with warnings as errors and runs every test. Needs the .NET SDK; the rest it sets up on
#                 Debian, as root or through sudo. What cannot be set up is skipped with its reason; with CI=true a skip is a failure.
# ./test.sh fast  the tests that need no database server, no browser and no program of their own: under a minute after the build.
set -euo pipefail
cd "$(dirname "$0")"
# Invariant: a fresh Debian has no ICU, without which the SDK would not start.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
# A quarter of the run's processor time: nothing runs long enough to be compiled by its profile, and small heaps collect all the time.
export DOTNET_TieredPGO=0 DOTNET_GCgen0size=0x4000000

# command:package:what is not tested without it
needs=(
  "initdb:postgresql:the PostgreSQL store"
  "chromium:chromium:the console in a browser"
  "npm:npm:the clients of Direct Line"
  "pgbouncer:pgbouncer:the PostgreSQL store behind a pooler"
)

# What `fast` leaves out, by parts of full names: servers, browsers, programs of their own, and what takes seconds.
slow=(
  Postgres ConsolePage DeskPage WebChatPage DirectLineClient .Chaos. .Fuzz. .Replays. AnyFlow NamespaceCircle SeedEndpoint DatabaseAway OldDatabase Spool.
  WorkflowAssign WorkflowRepeat WorkflowEnvelope HomiOnTheRealHost MemoryTests CrowdTests UnwritableTests DiskTests ProgramTests RotateKey
  EmbeddingTests Sandbox.ChannelTests SqliteStoreCompliance LiteDbStoreCompliance PowerCut .Cluster. OnePartition WorkShare .Proofs. HotReload
)

skip() {
  echo "skipped: $1 ($2)" >&2
  [ "${CI:-}" != true ] || { echo "CI=true: a skip is a failure" >&2; exit 1; }
}

install() {
  local as=()
  [ "$(id -u)" = 0 ] || as=(sudo -n)
  command -v apt-get >/dev/null && "${as[@]}" apt-get update -qq >/dev/null \
    && DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}

case "${1:-all}" in
  all | fast) ;;
  *) echo "test.sh knows 'fast' and, without a word, everything; not '$1'" >&2; exit 2 ;;
esac

command -v dotnet >/dev/null || { echo "The .NET SDK of global.json is needed: https://dotnet.microsoft.com/download" >&2; exit 2; }
# What the lock files say and nothing newer.
dotnet restore Bot.slnx --locked-mode

if [ "${1:-all}" = fast ]; then
  filter=""
  for part in "${slow[@]}"; do filter+="${filter:+&}FullyQualifiedName!~$part"; done
  exec dotnet test Bot.Tests --no-restore --filter "$filter"
fi

# Names and style are the compiler's to check (EnforceCodeStyleInBuild); what it does not see is where signs stand.
dotnet format whitespace . --folder --verify-no-changes --exclude '**/obj/' '**/bin/'

# Debian keeps PostgreSQL's own programs off the path; the tests find them.
for need in "${needs[@]}"; do
  IFS=: read -r command package what <<<"$need"
  command -v "$command" >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/$command" >/dev/null || install "$package" || skip "$what" "$package cannot be installed"
done

exec dotnet test Bot.slnx --no-restore
