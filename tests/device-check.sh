#!/bin/sh
# Checks the device side of the project on a machine without any device tool:
#   1. nf.sln compiles against the reference declarations (tests/DeviceReference/README.md);
#   2. the result holds nothing that compiles but breaks on the device (tests/DeviceCheck);
#   3. declarations and uses agree with the lists of the real packages, where those lists are at hand.
# Prints one line a check, "ok", "skipped" or "FAILED", and exits with 1 if one failed.
set -u
cd "$(dirname "$0")/.." || exit 1

failed=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

# check NAME COMMAND ...: the output is shown only when the command fails.
check()
{
    name=$1
    shift
    if "$@" >"$log" 2>&1; then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        sed 's/^/    /' "$log"
        failed=1
    fi
}

check "device projects compile against the reference declarations" \
    dotnet build nf.sln -c Release --nologo -v:m

# What an earlier build may have left says nothing about these sources.
[ $failed -eq 0 ] || exit 1

# The assembly of each project of nf.sln, and nothing else that lies there.
assemblies=
lost=0
for project in $(sed -n 's/^Project.*"\([^"]*\)\.nfproj".*/\1/p' nf.sln | tr '\\' '/'); do
    found=$(find "artifacts/device/$(basename "$project")/Release" -name '*.dll' -o -name '*.exe' 2>/dev/null)
    assemblies="$assemblies $found"
    [ -n "$found" ] || lost=$((lost + 1))
done
check "every device project of nf.sln has left an assembly" test "$lost" -eq 0 -a -n "$assemblies"

# shellcheck disable=SC2086 # the paths are ours and have no spaces below artifacts/
check "compiled device code holds nothing that breaks on the device" \
    dotnet run --project tests/DeviceCheck -- --reference artifacts/device/reference $assemblies

refcheck=../shared/tools/refcheck.cs

# There is no list of System.IO.FileSystem; its declarations were read from its sources (tests/DeviceReference/README.md).
unlisted='[:.]System\.IO\.(File|FileAccess|FileMode|FileStream)($|[^A-Za-z])'

# compare ARGUMENT ...: what the lists do not hold, but for what is in none of them.
compare()
{
    found=$(dotnet run "$refcheck" -- "$@")
    wrong=$(echo "$found" | grep -E '^(missing|differs) ' | grep -v -E "$unlisted")
    [ -z "$wrong" ] || echo "$wrong"
    echo "$found" | grep -q ' checked, ' && [ -z "$wrong" ]
}

if [ -f "$refcheck" ]; then
    check "reference declarations agree with the real packages" \
        compare declared artifacts/device/reference/*.dll
    # shellcheck disable=SC2086
    check "device code uses what the real packages have" \
        compare used $assemblies
else
    echo "skipped reference declarations against the real packages: no $refcheck here"
fi

exit $failed
