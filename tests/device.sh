#!/bin/sh
# Builds nf.sln with the real nanoFramework toolchain, runs the device tests on a nanoCLR, has DeviceEcho echo there, and
# prints the .pe sizes, comparing those of the libraries with tests/Budget.txt. Where something is missing it says what.
#
#   NANOFRAMEWORK_PROJECT_SYSTEM  the folder with NFProjectSystem.CSharp.targets (v1.0); otherwise it is looked for in the
#                                 .NET SDK, and, where there is an msbuild, in the extensions of VS Code and Visual Studio
#   NANOFRAMEWORK_MSBUILD         the build command; otherwise msbuild where it is on the PATH, else dotnet msbuild
#   NANOFRAMEWORK_PACKAGES        the folder with nanoFramework.CoreLibrary.1.17.11 and so on, as nuget restore nf.sln makes
#                                 it; otherwise ./packages. It is only read.
#   NANOCLR                       the interpreter; otherwise nanoclr, or nanoFramework.nanoCLR.test, on the PATH or among the
#                                 .NET tools
#   NANOCLR_ARGS                  what stands between it and the .pe files; otherwise "run --assemblies" for the .NET tool
#                                 nanoclr, and nothing for the host that nf-interpreter's targets/posix builds
#   NANOWIRE_BUDGET               "write" writes the sizes to tests/Budget.txt instead of comparing them
#
# Everything is built in a fresh copy below artifacts/, so that nothing is left elsewhere and nothing stale is trusted: a
# reference that leads nowhere is otherwise resolved from an old bin folder without a word.
#
# Prints a line a check, "ok", "skipped" or "FAILED", and at the end "passed: N", "failed: N" and "skipped: N", where the
# device tests count one by one. Exit code: 0 passed, 1 failed, 77 nothing could be run.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$(pwd)
work=$root/artifacts/nanoframework
tree=$work/tree
log=$work/log.txt
system=${NANOFRAMEWORK_PROJECT_SYSTEM:-}
msbuild=${NANOFRAMEWORK_MSBUILD:-}
packages=${NANOFRAMEWORK_PACKAGES:-$root/packages}
nanoclr=${NANOCLR:-}
passed=0
failed=0
skipped=0
echo_process=
trap '[ -z "$echo_process" ] || kill "$echo_process" 2>/dev/null' EXIT
trap 'exit 1' HUP INT TERM

ok()
{
    echo "ok      $1"
    passed=$((passed + 1))
}

fail()
{
    echo "FAILED  $1"
    failed=$((failed + 1))
}

skip()
{
    echo "skipped $1"
    skipped=$((skipped + 1))
}

show_log()
{
    sed 's/^/    /' "$log"
}

finish()
{
    echo "passed: $passed"
    echo "failed: $failed"
    echo "skipped: $skipped"
    [ $failed -eq 0 ] || exit 1
    [ $passed -gt 0 ] || exit 77
    exit 0
}

# What somebody set and is not so is a mistake, not a machine without a toolchain.
wrong()
{
    fail "$1"
    finish
}

find_project_system()
{
    if [ -n "$system" ]; then
        [ -f "$system/NFProjectSystem.CSharp.targets" ] || wrong "NANOFRAMEWORK_PROJECT_SYSTEM: no NFProjectSystem.CSharp.targets in $system"
        return
    fi

    sdk=$(dotnet msbuild src/Nanowire.Protocol/Nanowire.Protocol.nfproj -getProperty:NanoFrameworkProjectSystemPath 2>/dev/null | tr '\\' '/')
    set -- "$sdk"
    # What the extensions bring is for .NET Framework or mono.
    if command -v msbuild >/dev/null || [ -n "$msbuild" ]; then
        set -- "$@" \
            "${HOME:-/none}"/.vscode*/extensions/nanoframework.vscode-nanoframework-*/dist/utils/nanoFramework/v1.0 \
            "${PROGRAMFILES:-/none}/Microsoft Visual Studio"/*/*/MSBuild/nanoFramework/v1.0
    fi

    for folder; do
        if [ -f "$folder/NFProjectSystem.CSharp.targets" ]; then
            system=$folder
        fi
    done
}

find_nanoclr()
{
    if [ -n "$nanoclr" ]; then
        command -v "$nanoclr" >/dev/null || wrong "NANOCLR: $nanoclr is no program here"
    else
        for program in nanoclr "${HOME:-/none}/.dotnet/tools/nanoclr" nanoFramework.nanoCLR.test; do
            if command -v "$program" >/dev/null; then
                nanoclr=$program
                break
            fi
        done
    fi

    case $(basename "$nanoclr") in
        nanoclr | nanoclr.exe) nanoclr_args=${NANOCLR_ARGS:-run --assemblies} ;;
        *) nanoclr_args=${NANOCLR_ARGS:-} ;;
    esac
}

# The packages of all device projects that are not in the folder of packages.
missing_packages()
{
    find src firmware tests -name packages.config ! -path '*/node_modules/*' -exec cat {} + \
        | sed -n 's/.*id="\([^"]*\)" version="\([^"]*\)".*/\1.\2/p' | sort -u \
        | while read -r package; do
            [ -d "$packages/$package/lib" ] || printf ' %s' "$package"
        done
}

# A copy without what other builds left, and with the packages beside it, as the hint paths have them.
copy_tree()
{
    rm -rf "$tree"
    mkdir -p "$tree" || exit 1
    tar cf - --exclude bin --exclude obj --exclude node_modules --exclude TestResults \
        nf.sln Directory.Build.props Directory.Packages.props .editorconfig src firmware boards samples js tests \
        | (cd "$tree" && tar xf -) && ln -s "$packages" "$tree/packages"
}

# start FOLDER FIRST LAST: runs the assemblies of a folder of build output, FIRST and LAST where they belong.
start()
{
    folder=$1 first=$2 last=$3
    set -- "$folder/mscorlib.pe"
    [ -z "$first" ] || set -- "$@" "$folder/$first.pe"
    for file in "$folder"/*.pe; do
        case $(basename "$file" .pe) in
            mscorlib | "$first" | "$last") ;;
            *) set -- "$@" "$file" ;;
        esac
    done

    # A nanoCLR may hang where a device would; not every machine has timeout.
    if command -v timeout >/dev/null; then
        # shellcheck disable=SC2086 # words
        exec timeout 600 "$nanoclr" $nanoclr_args "$@" "$folder/$last.pe"
    fi

    # shellcheck disable=SC2086
    exec "$nanoclr" $nanoclr_args "$@" "$folder/$last.pe"
}

# How many tests there are at least: methods, each of which may run with several rows.
count_methods()
{
    sed -n 's/.*<Import Project="\(.*\.projitems\)".*/\1/p' tests/Device/Nanowire.Tests.Device.nfproj | tr '\\' '/' \
        | while read -r list; do
            folder=tests/Device/$(dirname "$list")
            sed -n 's/.*<Compile Include="$(MSBuildThisFileDirectory)\(.*\)".*/\1/p' "tests/Device/$list" | tr '\\' '/' \
                | while read -r source; do
                    cat "$folder/$source"
                done
        done | grep -c '\[TestMethod\]'
}

run_tests()
{
    (start "$tree/tests/Device/bin/Release" nanoFramework.UnitTestLauncher NFUnitTest) >"$log.raw" 2>&1 </dev/null
    code=$?
    tr -d '\r' <"$log.raw" >"$log"
    tests_passed=$(grep -c '^Test passed' "$log")
    tests_failed=$(grep -c '^Test failed' "$log")
    tests_skipped=$(grep -c '^Test skipped' "$log")
    grep '^Test failed' "$log" | sed 's/^/    /'
    passed=$((passed + tests_passed))
    failed=$((failed + tests_failed))
    skipped=$((skipped + tests_skipped))
    methods=$(count_methods)
    summary="device tests: $tests_passed passed, $tests_failed failed, $tests_skipped skipped, of $methods test methods"
    if [ "$tests_failed" -gt 0 ]; then
        echo "FAILED  $summary"
    elif [ $code -ne 0 ] || [ "$methods" -eq 0 ] || [ $((tests_passed + tests_skipped)) -lt "$methods" ]; then
        fail "$summary; exit code $code; the end of the output:"
        tail -n 20 "$log" | sed 's/^/    /'
    else
        echo "ok      $summary"
    fi
}

# DeviceEcho and its client, over sockets. A nanoCLR without network natives cannot load it.
run_echo()
{
    client=tests/DeviceEcho/Client
    if ! dotnet build "$client" -c Release --nologo -v:q >"$log" 2>&1; then
        fail "the client of DeviceEcho does not build"
        show_log
        return
    fi

    : >"$log.echo"
    (start "$tree/tests/DeviceEcho/bin/Release" "" Nanowire.DeviceEcho) >"$log.echo" 2>&1 </dev/null &
    echo_process=$!
    tries=0
    while [ $tries -lt 10 ] && kill -0 "$echo_process" 2>/dev/null && ! grep -q '^echo on ' "$log.echo"; do
        sleep 1
        tries=$((tries + 1))
    done

    url=$(tr -d '\r' <"$log.echo" | sed -n 's/^echo on \(ws:[^,]*\),.*/\1/p')
    if [ -n "$url" ]; then
        if dotnet run --project "$client" -c Release --no-build -- "$url" >"$log" 2>&1; then
            ok "DeviceEcho on the nanoCLR:"
        else
            fail "DeviceEcho on the nanoCLR:"
        fi
        show_log
    elif grep -q '^stopped by' "$log.echo"; then
        fail "DeviceEcho on the nanoCLR:"
        sed 's/^/    /' "$log.echo"
    else
        skip "DeviceEcho: this nanoCLR does not start a program that uses System.Net"
    fi

    kill "$echo_process" 2>/dev/null
    wait "$echo_process" 2>/dev/null
    echo_process=
}

# Compilers and metadata processors differ by some bytes, so a smaller .pe is only told.
check_size()
{
    size=$(($(wc -c <"$1")))
    name=$(basename "$1" .pe)
    if [ "${NANOWIRE_BUDGET:-}" = write ]; then
        sed "s/^\.pe of $name: .*/.pe of $name: $size B/" tests/Budget.txt >"$log" && cat "$log" >tests/Budget.txt
    fi

    budget=$(sed -n "s/^\.pe of $name: \([0-9]*\) B\$/\1/p" tests/Budget.txt)
    if [ -z "$budget" ]; then
        fail "$name.pe has $size B, and tests/Budget.txt no line for it; commit: .pe of $name: $size B"
    elif [ "$size" -gt "$budget" ]; then
        fail "$name.pe has $size B, but tests/Budget.txt permits $budget"
    elif [ "$size" -lt "$budget" ]; then
        ok "$name.pe has $size B, $((budget - size)) less than tests/Budget.txt permits; commit: .pe of $name: $size B"
    else
        ok "$name.pe has $size B, as in tests/Budget.txt"
    fi
}

find_project_system
find_nanoclr
lacking=$(missing_packages)
[ -z "${NANOFRAMEWORK_PACKAGES:-}" ] || [ -z "$lacking" ] || wrong "NANOFRAMEWORK_PACKAGES: $packages lacks$lacking"
missing=
[ -n "$system" ] || missing="; a nanoFramework v1 project system (NANOFRAMEWORK_PROJECT_SYSTEM)"
if [ -n "$lacking" ]; then
    missing="$missing; restored packages (nuget restore nf.sln, or NANOFRAMEWORK_PACKAGES)"
    [ ! -d "$packages" ] || missing="$missing:$lacking"
fi

if [ -n "$missing" ]; then
    [ -n "$nanoclr" ] || missing="$missing; a nanoCLR (NANOCLR)"
    skip "the device build and its tests; missing here: ${missing#; }"
    finish
fi

if [ -z "$msbuild" ]; then
    msbuild="dotnet msbuild"
    command -v msbuild >/dev/null && msbuild=msbuild
fi

packages=$(cd "$packages" && pwd)
system=$(cd "$system" && pwd)
copy_tree || exit 1
# shellcheck disable=SC2086
if ! (cd "$tree" && $msbuild nf.sln "-p:NanoFrameworkProjectSystemPath=$system/" -p:Configuration=Release -m:1 -nologo -v:m) >"$log" 2>&1; then
    fail "nf.sln does not build:"
    show_log
    finish
fi
ok "nf.sln builds with the nanoFramework project system"

for file in "$tree"/src/*/bin/Release/Nanowire.*.pe; do
    # A library's folder has copies of those it uses.
    [ "$(basename "$file" .pe)" != "$(basename "${file%/bin/*}")" ] || check_size "$file"
done
firmware=$tree/firmware/bin/Release/Nanowire.Firmware
echo "        Nanowire.Firmware.pe has $(($(wc -c <"$firmware.pe"))) B, with all that it needs $(($(wc -c <"$firmware.bin"))) B"

if [ -z "$nanoclr" ]; then
    skip "the device tests and DeviceEcho; missing here: a nanoCLR (dotnet tool install -g nanoclr, or NANOCLR)"
else
    run_tests
    run_echo
fi
finish
