#!/usr/bin/env bash
# Installs what grades @ASSIGNMENT@, once, while Gradescope builds its image. Written by
# `autograder gradescope-zip`.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}" # another one is for trying it elsewhere
source="$root/source"

# The reference and the hidden checks are in there.
chmod -R go-rwx "$source"

fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; }

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if fits "$name"; then
            echo "$name"
            return
        fi
    done
    return 1
}

if ! [ -x "$root/python/bin/python" ]; then
    if ! python="$(find_python)"; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update
        apt-get install -y --no-install-recommends python3.11 python3.11-venv ||
            apt-get install -y --no-install-recommends python3 python3-venv
        python="$(find_python)"
    fi
    "$python" -m venv "$root/python"
fi

pip() { "$root/python/bin/python" -m pip --disable-pip-version-check --no-input "$@"; }
pip install --requirement "$source/requirements.txt"
pip install --no-deps --force-reinstall "$source/package/"*.whl

# What this host can do to keep a submission apart; where it can do nothing, nothing is graded.
"$root/python/bin/python" -P -m autograder doctor || true
