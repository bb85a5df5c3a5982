# Sourced by the other scripts: what they all need.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
mkdir -p build
# The window library complains of a locale without a language.
case ${LC_ALL:-${LANG:-C}} in C | C.* | POSIX) unset LC_ALL; export LANG=en_US.UTF-8 ;; esac
if ! command -v go >/dev/null; then
	[ -x /usr/local/go/bin/go ] && PATH=$PATH:/usr/local/go/bin
	command -v go >/dev/null || { echo "Go is missing: install it from https://go.dev/dl/ (the version that go.mod names, or newer)." >&2; exit 1; }
fi
# A source tree without git, or of another owner, is built without its revision.
git rev-parse --verify -q HEAD >/dev/null 2>&1 || export GOFLAGS="${GOFLAGS:-} -buildvcs=false"

# has_display: is there a display that a window could open on?
has_display() {
	[ -n "${WAYLAND_DISPLAY:-}" ] && return 0
	[ -n "${DISPLAY:-}" ] || return 1
	case $DISPLAY in
	:*) local n=${DISPLAY#:}; [ -S "/tmp/.X11-unix/X${n%%.*}" ] || grep -qs "@/tmp/.X11-unix/X${n%%.*}$" /proc/net/unix ;;
	*) return 0 ;;
	esac
}
