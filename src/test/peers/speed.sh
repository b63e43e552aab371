#!/usr/bin/env bash
# Times Rexed, plain C and Brian2 C++ standalone on the same networks, one thread each, in rounds in which all take turns, and
# writes a table of medians and ratios.
#
#     src/test/peers/speed.sh WORK [ROUNDS]
#
# WORK is a folder for exports, programs and results; what is there already is used again. Needs the built project
# (mvn -B package), a C compiler, and Python with Brian2 2.5 (Debian: gcc g++ make python3-brian). Time of the processor
# counts, because it hardly depends on what else the machine does; ratios are taken within a round.
set -euo pipefail
export LC_ALL=C OMP_NUM_THREADS=1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
[ $# -ge 1 ] || { sed -n 2,10p "$0"; exit 2; }
mkdir -p "$1"
work=$(cd "$1" && pwd)
rounds=${2:-9}
python=${PYTHON:-python3}
coba_ms=2000
horn_ms=5000
horn_case=(force random)
cd "$root"
java=(java -cp "target/test-classes:target/classes:target/lib/*")

# name, command ...: CSV lines "round,name,part,seconds,spikes"; the last repeat is the warm run
measure() {
    local name=$1 whole spikes_line
    shift
    TIMEFORMAT='%U %S %R'
    { time "$@" >"$work/out.txt" 2>"$work/err.txt"; } 2>"$work/time.txt" || { cat "$work/err.txt" >&2; exit 1; }
    spikes_line=$(grep -E ' spikes$' "$work/out.txt" | tail -n 1)
    whole=$(awk 'END { print $1 + $2 "," $3 }' "$work/time.txt")
    echo "$round,$name,$(awk '{ print $(NF - 1) "," (/of processor/ ? $3 : $1) }' <<<"$spikes_line"),$whole" >>"$work/times.csv"
}

# a program that Brian2 has built: the time of its run part is the time of the processor that it measures itself
brian() {
    (cd "$1" && ./main >/dev/null)
    echo "$(cut -d' ' -f1 "$1/results/last_run_info.txt") s, $("$python" - "$1" <<'PY'
import glob, sys
import numpy as np
counts = glob.glob(sys.argv[1] + "/results/_array_*monitor_N_*")
print(int(np.fromfile(counts[0], dtype=np.int32)[0]))
PY
) spikes"
}

prepare() {
    [ -d "$work/coba" ] || "${java[@]}" org.rexed.circuit.PeerExport vogels-abbott 1 "$coba_ms" none certain "$work/coba"
    [ -d "$work/horn" ] || "${java[@]}" org.rexed.circuit.PeerExport rat-dorsal-horn 1 "$horn_ms" "${horn_case[@]}" "$work/horn"
    for real in float double; do
        "${CC:-gcc}" -O3 -march=native -ffast-math -DREAL=$real "$here/coba.c" -o "$work/coba-$real" -lm
    done
    for precision in double single; do
        [ -x "$work/brian-coba-$precision/main" ] || "$python" "$here/brian2_coba_speed.py" "$work/coba" \
            "$work/brian-coba-$precision" --steps $((coba_ms * 10)) --precision $precision
    done
    [ -x "$work/brian-horn/main" ] || "$python" "$here/brian2_circuit.py" "$work/horn" "$work/brian-horn-result" \
        --target cpp --build "$work/brian-horn" 2>/dev/null
}

prepare
: >"$work/times.csv"
for round in $(seq "$rounds"); do
    measure coba/rexed "${java[@]}" org.rexed.circuit.PeerSpeed vogels-abbott 1 $coba_ms none certain 6
    measure coba/c-double "$work/coba-double" "$work/coba" $((coba_ms * 10)) 2
    measure coba/c-float "$work/coba-float" "$work/coba" $((coba_ms * 10)) 2
    measure coba/brian-double brian "$work/brian-coba-double"
    measure coba/brian-single brian "$work/brian-coba-single"
    measure horn/rexed "${java[@]}" org.rexed.circuit.PeerSpeed rat-dorsal-horn 1 $horn_ms "${horn_case[@]}" 6
    measure horn/brian-double brian "$work/brian-horn"
    # as the user feels it: one cold run, everything in it that starting the program costs
    measure coba/rexed-cold "${java[@]}" org.rexed.circuit.PeerSpeed vogels-abbott 1 $coba_ms none certain 1
    measure horn/rexed-cold "${java[@]}" org.rexed.circuit.PeerSpeed rat-dorsal-horn 1 $horn_ms "${horn_case[@]}" 1
done
"$python" "$here/speed_table.py" "$work/times.csv" $coba_ms $horn_ms
