#!/bin/sh
# Makes a Markdown table of what tests/Bench/Device printed: table.sh LOG ... Several logs of one place are several runs, of which the least counts,
# since whatever else a machine does only adds to it. Ends with 1 when a run stopped early or something in it was wrong.
awk '
    { sub(/\r$/, "") }
    /^where: / { where = substr($0, 8); sub(/; heap free .*/, "", where); if (place != "" && where != place) { print "not of one place: " where > "/dev/stderr"; bad = 1 }; place = where; runs++ }
    /^(wrong|stopped)/ { print > "/dev/stderr"; bad = 1 }
    /^done: / { ended++ }
    /^row: / {
        split(substr($0, 6), f, "; ")
        if (!(f[1] in time)) { order[++rows] = f[1]; time[f[1]] = f[2] + 0; bytes[f[1]] = f[3]; objects[f[1]] = f[4] }
        if (f[2] + 0 < time[f[1]]) time[f[1]] = f[2] + 0
        if (f[3] != "-" && (bytes[f[1]] == "-" || f[3] + 0 < bytes[f[1]] + 0)) { bytes[f[1]] = f[3]; objects[f[1]] = f[4] }
    }
    function describe(ns) { return ns >= 10000 ? sprintf("%.0f us", ns / 1000) : ns >= 1000 ? sprintf("%.1f us", ns / 1000) : ns " ns" }
    END {
        if (rows == 0 || ended != runs) { print "no run that came to its end" > "/dev/stderr"; exit 1 }
        print place ". Least of " runs (runs == 1 ? " run." : " runs.") "\n"
        print "| operation | time | bytes | objects |\n|---|---|---|---|"
        for (i = 1; i <= rows; i++) { n = order[i]; print "| " n " | " describe(time[n]) " | " bytes[n] " | " objects[n] " |" }
        exit bad
    }' "$@"
