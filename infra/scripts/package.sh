#!/bin/sh
# Builds the package of the function app: the published app, zipped with the executable bit that tools of deployment tend to lose.
set -eu
cd "$(dirname "$0")/../.."
out=${1:-artifacts/azure}

for tool in dotnet zip; do
  command -v "$tool" >/dev/null || { echo "package.sh: $tool is not installed." >&2; exit 1; }
done

rm -rf "$out/app" "$out/app.zip"
mkdir -p "$out"
dotnet publish src/FunctionsConnector -c Release -o "$out/app" -nodeReuse:false

executable=$(sed -n 's/.*"defaultExecutablePath": *"\([^"]*\)".*/\1/p' "$out/app/host.json")
[ -n "$executable" ] && [ -f "$out/app/$executable" ] || { echo "package.sh: the executable that host.json names is not in the app." >&2; exit 1; }
[ "$(head -c 4 "$out/app/$executable" | tail -c 3)" = ELF ] || { echo "package.sh: $executable is no program for Linux." >&2; exit 1; }
chmod 755 "$out/app/$executable"

(cd "$out/app" && find . -type f | LC_ALL=C sort | zip -q -X -@ ../app.zip)
echo "package.sh: $out/app.zip is ready."
