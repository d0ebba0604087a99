#!/bin/sh
# Tar bort Passledaren. Loggen, inställningarna och säkerhetskopiorna ligger kvar.
set -eu

case "${1:-}" in
"") lib="$HOME/.local/lib" bin="$HOME/.local/bin" share="${XDG_DATA_HOME:-$HOME/.local/share}" ;;
--system) lib=/opt bin=/usr/local/bin share=/usr/local/share ;;
*)
    echo "Användning: uninstall.sh [--system]" >&2
    exit 2
    ;;
esac
program="$lib/Passledaren"

for name in Passledaren facilitator; do
    link="$bin/$(printf '%s' "$name" | tr 'P' 'p')"
    if [ "$(readlink "$link" 2>/dev/null || true)" = "$program/$name" ]; then rm -f "$link"; fi
done
rm -f "$share/applications/passledaren.desktop" "$share/mime/packages/passledaren.xml"
rm -f "$share/icons/hicolor/256x256/apps/passledaren.png"
rm -rf "$program"
if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications"; fi
echo "Passledaren är borttagen. Loggen, inställningarna och säkerhetskopiorna ligger kvar:"
if [ "${1:-}" = --system ]; then
    echo ".local/share/Passledaren i hemmappen hos var och en som har använt programmet"
else
    echo "${XDG_DATA_HOME:-$HOME/.local/share}/Passledaren"
fi
