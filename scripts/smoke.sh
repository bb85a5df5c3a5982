#!/usr/bin/env bash
# smoke.sh PROGRAM - try the desktop program out in a virtual display: open an
# example, move a task, step the run once, save, quit. What must follow is
# looked up in the saved file and in what the program said. When it fails, a
# screenshot and the program's output are kept in build/.
set -u
. "$(dirname "$0")/env.sh"
program=$(realpath "${1:?usage: scripts/smoke.sh PROGRAM}")
dir=$(pwd)/build/smoke
shot=$(pwd)/build/smoke-failed.png
rm -rf "$dir" "$shot"
mkdir -p "$dir/home"
cp -r examples/order "$dir/order"
model=$dir/order/order.bpmn
chmod u+w "$dir/order" "$model"
pids=()

finish() {
	trap - EXIT INT TERM
	for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
	wait 2>/dev/null
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
	echo "smoke: $*" >&2
	import -window root "$shot" 2>/dev/null && echo "screenshot: build/smoke-failed.png" >&2
	echo "--- what the program said:" >&2
	tail -n 30 "$dir/program.log" >&2
	exit 1
}

# until_true SECONDS WHAT COMMAND... waits until the command succeeds.
until_true() {
	local end=$((SECONDS + $1)) what=$2
	shift 2
	until "$@" >/dev/null 2>&1; do
		[ "${app:-}" ] && ! kill -0 "$app" 2>/dev/null && [ "$what" != "the program to end" ] && fail "the program ended while waiting for $what"
		[ $SECONDS -ge $end ] && fail "waited in vain for $what"
		sleep 0.1
	done
}

# ---- a display, a window manager, the program ----

coproc display_number { exec Xvfb -displayfd 1 -screen 0 1400x900x24 -nolisten tcp -noreset 2>"$dir/xvfb.log"; }
pids+=("$display_number_PID")
read -r -t 20 number <&"${display_number[0]}" || fail "the virtual display did not start: $(tail -n 3 "$dir/xvfb.log")"
export DISPLAY=:$number LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 GSETTINGS_BACKEND=memory
unset WAYLAND_DISPLAY
openbox >"$dir/openbox.log" 2>&1 &
pids+=($!)
until_true 20 "the window manager" sh -c 'xprop -root _NET_SUPPORTING_WM_CHECK | grep -q "window id"'

env HOME="$dir/home" XDG_CONFIG_HOME="$dir/home/config" XDG_CACHE_HOME="$dir/home/cache" \
	"$program" "$model" >"$dir/program.log" 2>&1 &
app=$!
pids+=("$app")
until_true 60 "the window" xdotool search --onlyvisible --name 'Spiff Modeler'
window=$(xdotool search --onlyvisible --name 'Spiff Modeler' | tail -n 1)
xdotool windowactivate --sync "$window" 2>/dev/null
until_true 20 "the file in the window's title" sh -c "xdotool getwindowname $window | grep -q 'order.bpmn'"

# ---- the session ----

press() { xdotool key --clearmodifiers --delay 60 "$@"; sleep 0.3; }
enter() { xdotool type --clearmodifiers --delay 40 "$1"; sleep 0.5; }
moved() { ! grep -q 'x="580" y="160" width="100" height="80"' "$model" && grep -q 'y="160" width="100" height="80"' "$model"; }

press ctrl+f
enter "Check the stock"
press Return # it is selected and in view now
press Right Right
press ctrl+s
until_true 20 "the moved task in the saved file" moved

# The first step opens the run's tasks and marks the diagram: much of the
# window looks different then.
import -window "$window" "$dir/before.png" || fail "no screenshot can be taken"
stepped() {
	import -window "$window" "$dir/after.png" || return 1
	local changed
	changed=$(compare -metric AE "$dir/before.png" "$dir/after.png" null: 2>&1)
	[ "${changed%%[.e]*}" -gt 5000 ]
}
press F10
until_true 20 "the run to show" stepped
sleep 0.5
import -window "$window" "$dir/after.png"
press ctrl+q

# ---- what must have come of it ----

until_true 20 "the program to end" sh -c "! kill -0 $app"
wait "$app"
code=$?
[ "$code" = 0 ] || fail "the program ended with exit code $code"
grep -E 'panic|fatal error|goroutine [0-9]+ \[' "$dir/program.log" >/dev/null && fail "the program crashed"
"$program" convert "$model" "$dir/again.bpmn" || fail "the saved file can't be opened"
echo "The session in the virtual display went well."
