#!/bin/sh
# Installerar Passledaren: ./install.sh för den som kör det, eller sudo ./install.sh --system för alla på datorn.
# Loggen ligger i en egen mapp och rörs inte. Samma kommando uppgraderar.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
case "${1:-}" in
"") lib="$HOME/.local/lib" bin="$HOME/.local/bin" share="${XDG_DATA_HOME:-$HOME/.local/share}" ;;
--system) lib=/opt bin=/usr/local/bin share=/usr/local/share ;;
*)
    echo "Användning: ./install.sh [--system]" >&2
    exit 2
    ;;
esac
program="$lib/Passledaren"
new="$lib/.passledaren-new"
old="$lib/.passledaren-old"

mkdir -p "$lib" "$bin" "$share/applications" "$share/mime/packages" "$share/icons/hicolor/256x256/apps"
rm -rf "$new" "$old"
cp -R "$here/Passledaren" "$new"
cp "$here/uninstall.sh" "$new/uninstall.sh"
chmod 755 "$new/Passledaren" "$new/facilitator" "$new/uninstall.sh"
# Ett pass som pågår behåller sina gamla filer tills det är slut; nästa start blir den nya versionen.
if [ -e "$program" ]; then mv "$program" "$old"; fi
mv "$new" "$program"
rm -rf "$old"

ln -sf "$program/Passledaren" "$bin/passledaren"
ln -sf "$program/facilitator" "$bin/facilitator"
cp "$here/passledaren.png" "$share/icons/hicolor/256x256/apps/passledaren.png"
cp "$here/passledaren-mime.xml" "$share/mime/packages/passledaren.xml"
escaped=$(printf '%s' "$program" | sed 's/[&|\\]/\\&/g')
sed "s|@PROGRAM@|$escaped|" "$here/passledaren.desktop" >"$share/applications/passledaren.desktop"
if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications"; fi
echo "Passledaren är installerad i $program"
echo "Så tas den bort: $program/uninstall.sh${1:+ $1}"
