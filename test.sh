#!/usr/bin/env bash
# Runs every test of the project. Needs the .NET SDK; what else the tests need (Node.js with npm, Chromium, Firefox, curl, openssl,
# Python's websockets, zeroconf and Prometheus client, nginx, Apache httpd, HAProxy, lighttpd, squid, dig, udhcpc, mosquitto,
# RabbitMQ, Prosody, WebKit with Xvfb) it installs where it can, as root on Debian, and otherwise does without: what cannot run is counted as
# skipped, with the reason. Nothing is asked. The last line is always "N passed, N failed, N skipped"; the exit code is 1
# when something failed or a part did not say how it went.
set -u
cd "$(dirname "$0")" || exit 1
exec </dev/null

export DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_UI_LANGUAGE=en TESTINGPLATFORM_UI_LANGUAGE=en NO_COLOR=1 LC_ALL=C.UTF-8
configuration=Release
# One compiler for all that is built here, which ends with this: its start takes longer than most projects.
export UseSharedCompilation=true SharedCompilationId=nanowire-test-$$
passed=0
failed=0
skipped=0
log=$(mktemp) || exit 1
beside_log=$(mktemp) || exit 1
soak_log=$(mktemp) || exit 1
policy=

clean_up()
{
    rm -f "$log" "$log.failures" "$beside_log" "$beside_log.counts" "$soak_log" $policy
    local server
    server="$(dirname "$(readlink -f "$(command -v dotnet)" 2>/dev/null)")/sdk/$(dotnet --version 2>/dev/null)/Roslyn/bincore/VBCSCompiler"
    [ ! -x "$server" ] || "$server" "-pipename:$SharedCompilationId" -shutdown >/dev/null 2>&1
}

trap clean_up EXIT

finish()
{
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}

# count NAME PASSED FAILED SKIPPED
count()
{
    printf '%-28s %5d passed %4d failed %4d skipped\n' "$@"
    passed=$((passed + $2))
    failed=$((failed + $3))
    skipped=$((skipped + $4))
}

show_log()
{
    sed 's/^/    /' "$log"
}

# broken NAME REASON: a part that should have run and did not say how it went is a failure.
broken()
{
    count "$1" 0 1 0
    echo "    $2; all of its output:"
    show_log
}

skip()
{
    count "$1" 0 0 1
    echo "    skipped: $2"
}

# number NAME: what the log's last line "NAME: N" or "# NAME N" says.
number()
{
    sed -n "s/^[#[:space:]]*$1:\{0,1\}[[:space:]]\{1,\}\([0-9]\{1,\}\)[[:space:]]*\$/\1/p" "$log" | tail -n 1
}

# tally NAME EXIT PASSED FAILED SKIPPED: what a suite counted, if it did.
tally()
{
    if [ -z "$3" ] || [ -z "$4" ] || [ -z "$5" ]; then
        broken "$1" "exit code $2 and no counts"
    elif [ "$4" -eq 0 ] && { [ "$2" -ne 0 ] || [ $(($3 + $5)) -eq 0 ]; }; then
        broken "$1" "exit code $2 with $3 passed and none failed"
    else
        count "$1" "$3" "$4" "$5"
        [ "$4" -eq 0 ] || show_log
    fi
}

# mstest NAME PROJECT: a test project of the solution, which is its own runner.
mstest()
{
    dotnet run --project "$2" --no-build -c $configuration -- --progress off --no-ansi >"$log" 2>&1
    local code=$? reasons
    # Below the name of each skipped test stands its reason; many share one.
    reasons=$(awk '/^skipped / { getline; sub(/^[ \t]*(Assert.Inconclusive. )?/, ""); reasons[$0]++ }
                   END { for (r in reasons) printf "    skipped %d: %s\n", reasons[r], r }' "$log")
    if [ -n "$reasons" ]; then
        awk '/^skipped / { getline; next } { print }' "$log" >"$log.failures" && mv "$log.failures" "$log"
    fi

    tally "$1" $code "$(number succeeded)" "$(number failed)" "$(number skipped)"
    [ -z "$reasons" ] || echo "$reasons"
}

# install_package NAME: starts no service. Debian starts those it installs unless policy-rc.d says no, and enables them for the
# next start of the machine; the tests start programs of their own instead.
install_package()
{
    local file=/usr/sbin/policy-rc.d result
    if [ ! -e $file ]; then
        policy=$file
        printf '#!/bin/sh\nexit 101\n' >$file && chmod 755 $file
    fi

    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"
    result=$?
    [ -z "$policy" ] || rm -f $policy
    policy=

    case $1 in
        nginx | haproxy | lighttpd | mosquitto | rabbitmq-server | prosody) ! command -v systemctl || systemctl disable "$1" || true ;;
    esac
    return $result
}

# What the tests need. A failure here is no error: the tests that miss something are skipped and say so.
install_packages()
{
    local missing= package
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
    command -v firefox-esr >/dev/null || missing="$missing firefox-esr"
    command -v node >/dev/null || missing="$missing nodejs"
    command -v npm >/dev/null || missing="$missing npm"
    command -v curl >/dev/null || missing="$missing curl"
    command -v openssl >/dev/null || missing="$missing openssl"
    /usr/bin/python3 -c 'import websockets' 2>/dev/null || missing="$missing python3 python3-websockets"
    for package in nginx haproxy lighttpd; do
        command -v $package >/dev/null || [ -x /usr/sbin/$package ] || missing="$missing $package"
    done
    # The program alone, which comes without a service.
    command -v apache2 >/dev/null || [ -x /usr/sbin/apache2 ] || missing="$missing apache2-bin"
    command -v squid >/dev/null || [ -x /usr/sbin/squid ] || missing="$missing squid"
    /usr/bin/python3 -c 'import prometheus_client' 2>/dev/null || missing="$missing python3 python3-prometheus-client"
    /usr/bin/python3 -c 'import zeroconf' 2>/dev/null || missing="$missing python3 python3-zeroconf"
    command -v dig >/dev/null || missing="$missing bind9-dnsutils"
    command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] || missing="$missing mosquitto"
    command -v udhcpc >/dev/null || [ -x /usr/sbin/udhcpc ] || missing="$missing udhcpc"
    command -v rabbitmq-server >/dev/null || [ -x /usr/sbin/rabbitmq-server ] || missing="$missing rabbitmq-server"
    command -v prosody >/dev/null || missing="$missing prosody"
    { command -v javac && command -v java; } >/dev/null || missing="$missing default-jdk-headless"
    [ -e /usr/share/java/tomcat10-websocket.jar ] || missing="$missing libtomcat10-java"
    [ -e /usr/share/java/jetty9-server.jar ] || missing="$missing libjetty9-java"
    [ -e /usr/share/java/jetty9-websocket-server.jar ] || missing="$missing libjetty9-extra-java"
    command -v ip >/dev/null || [ -x /usr/sbin/ip ] || missing="$missing iproute2"
    command -v WebKitWebDriver >/dev/null || missing="$missing webkit2gtk-driver"
    command -v Xvfb >/dev/null || missing="$missing xvfb"
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "not installed (needs root and apt-get):$missing"
        return 0
    fi

    echo "installing:$missing"
    { DEBIAN_FRONTEND=noninteractive apt-get update
      # One by one, so that one that is not to be had does not cost the others.
      for package in $missing; do
          install_package "$package" || echo "NOT INSTALLED $package"
      done; } >"$log" 2>&1
    sed -n 's/^NOT INSTALLED /could not install /p' "$log"
}

install_node_modules()
{
    local folder
    for folder in tests/Interop js; do
        # npm ci begins by removing what is there, so it is not asked without need.
        if ! command -v npm >/dev/null || [ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]; then
            continue
        fi

        (cd $folder && npm ci --no-audit --no-fund --loglevel=error) >"$log" 2>&1 || { echo "npm ci in $folder failed:"; show_log; }
    done
}

# node_tests NAME FOLDER: a folder with tests for Node.js.
node_tests()
{
    local name=$1 major
    if ! command -v node >/dev/null; then
        skip "$name" "Node.js is not on this machine"
        return
    fi

    major=$(node -p 'process.versions.node.split(".")[0]')
    if [ "$major" -lt 18 ]; then
        skip "$name" "Node.js $major has no test runner; 18 or later has"
        return
    fi

    (cd "$2" && node --test --test-reporter=tap) >"$log" 2>&1
    tally "$name" $? "$(number pass)" "$(number fail)" "$(number skipped)"
}

device_check()
{
    sh tests/device-check.sh >"$log" 2>&1
    tally "device check" $? "$(grep -c '^ok ' "$log")" "$(grep -c '^FAILED ' "$log")" "$(grep -c '^skipped ' "$log")"
    sed -n 's/^skipped */    skipped: /p' "$log"
}

# The real toolchain is on few machines; what it says about sizes is worth a line each.
device()
{
    local name="device (nanoCLR)"
    sh tests/device.sh >"$log" 2>&1
    local code=$?
    if [ $code -eq 77 ]; then
        skip "$name" "$(sed -n 's/^skipped  *//p' "$log")"
        return
    fi

    tally "$name" $code "$(number passed)" "$(number failed)" "$(number skipped)"
    sed -n -e 's/^skipped  */    skipped: /p' -e 's/^[ok ]*\(Nanowire.*\.pe has.*\)/    \1/p' "$log"
}

# start_beside PART ...: runs parts in the background. What they print comes with finish_beside.
start_beside()
{
    (
        trap - EXIT
        log=$(mktemp) || exit 1
        passed=0 failed=0 skipped=0
        for part; do
            $part
        done

        echo "$passed $failed $skipped" >"$beside_log.counts"
        rm -f "$log" "$log.failures"
    ) >"$beside_log" &
    beside=$!
}

finish_beside()
{
    wait "$beside"
    cat "$beside_log"
    local more
    if [ -s "$beside_log.counts" ] && read -r -a more <"$beside_log.counts"; then
        passed=$((passed + more[0]))
        failed=$((failed + more[1]))
        skipped=$((skipped + more[2]))
    else
        cp "$beside_log" "$log"
        broken "what ran beside" "no counts"
    fi
}

# A minute of tests/SOAK.md, in the background while the interop tests mostly wait.
start_soak()
{
    dotnet run --project tests/Soak --no-build -c $configuration -- --seconds 60 >"$soak_log" 2>&1 &
    soak=$!
}

finish_soak()
{
    wait "$soak"
    local code=$?
    cat "$soak_log" >"$log"
    if ! grep -q '^soak ' "$log"; then
        broken "soak" "exit code $code and no verdict"
    elif [ $code -eq 0 ]; then
        count "soak" 1 0 0
    else
        count "soak" 0 1 0
        show_log
    fi
}

if ! command -v dotnet >/dev/null; then
    echo "the .NET SDK is not on this machine: https://dotnet.microsoft.com/download" >"$log"
    broken "build" "nothing can be built"
    finish
fi

install_packages
install_node_modules
if dotnet build Nanowire.slnx -c $configuration --nologo -v:q >"$log" 2>&1; then
    grep 'warning DASH' "$log" | sort -u
else
    broken "build" "the solution does not build"
    finish
fi

device_check_own()
{
    mstest "device check's own" tests/DeviceCheck.Tests
}

# The desktop tests run one by one, and take as long as all that is for the device.
start_beside device_check_own device_check device
mstest "desktop" tests/Desktop
mstest "tool" tests/Tool
node_tests "nanowire.js" js
node_tests "dashboard (Node.js)" firmware/dashboard
mstest "network" tests/Network
finish_beside
start_soak
mstest "interop" tests/Interop
finish_soak
finish
