#!/usr/bin/env bash
# Installs the .deb on a new, bare Debian, lets the program answer there, and removes it: nothing may be left.
#
#     packaging/linux/test.sh [MODEL.gguf]      as root, since it makes the Debian with debootstrap
set -euo pipefail
cd "$(dirname "$0")/../.."

package="$(ls -t dist/soro-tutor_*.deb | head -n 1)"
model="${1:-}"
. /etc/os-release
root="$(mktemp -d)/bare"
trap 'rm -rf --one-file-system "$(dirname "$root")"' EXIT

debootstrap --variant=minbase --include=ca-certificates "$VERSION_CODENAME" "$root" >"$root.log" ||
    { tail -n 20 "$root.log" && exit 1; }
for file in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/resolv.conf; do
    [ ! -e "$file" ] || cp -rL "$file" "$root$(dirname "$file")/" # where packages come from on this machine
done
cp "$package" "$root/tmp/soro-tutor.deb"
[ -z "$model" ] || cp "$model" "$root/tmp/model.gguf"

inside() { chroot "$root" env -i HOME=/root PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 "$@"; }
listed() { inside find / -xdev \( -path '/proc' -o -path '/var' -o -path '/tmp' -o -path '/root' \) -prune -o -iname '*soro*' -print; }

inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/soro-tutor.deb >"$root.log" 2>&1 ||
    { tail -n 20 "$root.log" && exit 1; }
listed | grep -q '^/usr/share/applications/soro-tutor.desktop$'
inside soro-tutor --version
inside soro-tutor doctor --json ${model:+--model /tmp/model.gguf} --data-dir '/root/Маълумоти Ҷӯра' |
    grep -E '"(is_sound|writing_speed)"'
# Without a screen: the window opens, makes the data and stays until it is ended.
inside timeout --signal=TERM 40 env QT_QPA_PLATFORM=offscreen soro-tutor --data-dir /root/data || [ $? -eq 124 ]
test -s "$root/root/data/soro.db"
# With one that is not there, Qt must get as far as asking for it: all its libraries are found.
inside env QT_DEBUG_PLUGINS=1 DISPLAY=:99 soro-tutor --data-dir /root/data 2>&1 | grep -m 1 'could not connect to display'
inside apt-get purge -y -qq soro-tutor >"$root.log" 2>&1
left="$(listed)"
[ -z "$left" ] || { echo "left behind: $left" && exit 1; }
echo "$package: installs, starts and removes on a bare Debian $VERSION_ID"
