# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by app/run and tests/run: the one list of what Unbin needs, and how it gets onto the machine.
# shellcheck shell=bash

# Debian's names, the same in 12 and 13.
build_packages=(
    cmake ninja-build g++ pkgconf
    qt6-base-dev       # Core, Network, Concurrent, DBus, Gui, Widgets, Test
    qt6-svg-dev        # icons
    libgl-dev          # asked for by Qt's Gui package
    qtkeychain-qt6-dev # the system keychain
    libsqlite3-dev     # catalog and journal
    libexpected-dev    # Result<T>
    mold               # links in a fifth of the time; CMake does without if it is not there
    libuchardet-dev    # encodings of old texts, for the preview of versions
    libgit2-dev        # what differs between two texts
    libpoppler-qt6-dev # pages of documents, in a program of their own
)
run_packages=(
    libsecret-1-0     # QtKeychain opens it at run time and does not depend on it
    qt6-image-formats-plugins # WebP and TIFF pictures in the preview of versions
    fonts-dejavu-core # a machine without any font draws boxes
)
test_packages=(
    clang libclang-rt-dev llvm                            # the second compiler, its sanitizers, names in their reports
    dbus gnome-keyring libsecret-tools                    # a real Secret Service
    libglib2.0-bin gvfs gvfs-daemons trash-cli            # the other writers and readers of the trash
    xvfb at-spi2-core python3 python3-pyatspi gir1.2-atspi-2.0 # a screen and an accessibility client
    libjson-validator-perl                                # the OpenAPI validator
    desktop-file-utils appstream                          # the installed desktop entry and metainfo
    util-linux e2fsprogs                                  # second volumes for the local trash
)

# install_missing PACKAGE...: nothing is done, and nothing asked, when all are there.
install_missing() {
    local missing=() package
    if ! command -v dpkg-query >/dev/null; then
        if command -v cmake >/dev/null && command -v ninja >/dev/null; then
            return 0 # somebody prepared this machine; CMake names what is still missing
        fi
        echo "Unbin installs what it needs on Debian and its children only. Please install these, or what they" >&2
        echo "are called here, and start again:" >&2
        printf '  %s\n' "$@" >&2
        return 1
    fi
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Needs root or sudo to install: ${missing[*]}" >&2; return 1; }
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Dpkg::Options::=--force-confold "${missing[@]}" \
        >/dev/null
}

# configure DIRECTORY ARGUMENT...: runs CMake only where it has not succeeded before; Ninja re-runs it when needed.
configure() {
    local directory=$1
    shift
    [ -f "$directory/build.ninja" ] || cmake "$@" >"$directory.log" 2>&1 || { cat "$directory.log" >&2; return 1; }
}
