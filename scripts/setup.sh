#!/usr/bin/env bash
# setup.sh window|test - install the system packages that are missing: for
# building and opening the window, or also for trying it out in a virtual
# display. Asks nothing but what sudo asks; where it can't install, it prints
# the one command that would.
set -u

window="gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libxkbcommon-dev libgtk-3-dev"
session="xvfb xdotool openbox imagemagick x11-utils libgl1-mesa-dri"

case ${1:-} in
window) wanted=$window ;;
test) wanted="$window $session" ;;
*) echo "usage: scripts/setup.sh window|test" >&2; exit 2 ;;
esac

# Other systems name their packages differently: look for what is needed.
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	missing=
	command -v gcc >/dev/null || missing="$missing a C compiler,"
	for lib in gl x11 xcursor xrandr xinerama xi xxf86vm xkbcommon gtk+-3.0; do
		pkg-config --exists "$lib" 2>/dev/null || missing="$missing $lib,"
	done
	[ "$1" = test ] && for tool in Xvfb xdotool openbox import xprop; do
		command -v "$tool" >/dev/null || missing="$missing $tool,"
	done
	[ -z "$missing" ] && exit 0
	echo "These are missing (development files of libraries):${missing%,}. Install them with your system's package manager." >&2
	exit 1
fi

missing=
for p in $wanted; do
	dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $p"
done
[ -z "$missing" ] && exit 0

apt="apt-get -qq -o DPkg::Lock::Timeout=300"
install="$apt install -y --no-install-recommends$missing"
as=
if [ "$(id -u)" != 0 ]; then
	if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
		as="sudo -n"
	elif command -v sudo >/dev/null && [ -t 0 ]; then
		as=sudo
	else
		echo "System packages are missing and this user may not install them. Run:" >&2
		echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
		exit 1
	fi
fi

echo "Installing system packages:$missing"
mkdir -p build
log=build/setup.log
limit() { timeout --kill-after=10 "$@"; }
quiet="env DEBIAN_FRONTEND=noninteractive"
# Lists that can't be brought up to date (no network) may still be good enough.
limit 300 $as $quiet $apt update >"$log" 2>&1
if ! limit 1500 $as $quiet $install >>"$log" 2>&1; then
	tail -n 5 "$log" >&2
	echo "The packages could not be installed. Run:" >&2
	echo "  ${as:+sudo }apt-get update && ${as:+sudo }apt-get install -y --no-install-recommends$missing" >&2
	exit 1
fi
