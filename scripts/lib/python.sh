# Finds or makes a Python 3.14 for Home Assistant. To be sourced after common.sh.

python_wanted='import sys; sys.exit(not (3, 14, 2) <= sys.version_info[:3] < (3, 15))'
python_home=$cache_dir/python3.14
forky_packages=(
  python3.14 python3.14-minimal libpython3.14-minimal libpython3.14-stdlib
  python3.14-dev libpython3.14-dev libc6 libexpat1 zlib1g libssl3t64
  libsqlite3-0 libffi8 libbz2-1.0 liblzma5 libncursesw6 libtinfo6
  libreadline8t64 libuuid1 libzstd1 libgcc-s1 libstdc++6
)

python_fits() {
  [ -n "$1" ] && "$1" -c "$python_wanted" 2> /dev/null
}

# Sets $python to an interpreter of the right version.
find_python() {
  python=$(command -v python3.14 || true)
  python_fits "$python" && return
  python=$python_home/usr/bin/python3.14
  python_fits "$python" && return
  python=$("$(uv_path)" python find --no-python-downloads --managed-python 3.14 2> /dev/null || true)
  python_fits "$python" && return
  say "Fetching Python 3.14 with uv"
  if UV_HTTP_RETRIES=0 UV_HTTP_CONNECT_TIMEOUT=5 timeout 120 "$(uv_path)" python install --quiet 3.14 2> /dev/null; then
    python=$("$(uv_path)" python find --managed-python 3.14)
    python_fits "$python" && return
  fi
  make_debian_python
  python=$python_home/usr/bin/python3.14
  python_fits "$python" || fail "no Python 3.14.2 or newer could be found or made; please put python3.14 on PATH"
}

debian_mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 2> /dev/null \
    | grep -E '/debian/?$' | sort -u | sed -n 1p
}

# Unpacks the CPython of a newer Debian into a private folder, with the
# libraries it was built for, so that the system's own stay as they are.
make_debian_python() (
  command -v apt-get > /dev/null || exit 0
  say "Not to be had there: taking it from a newer Debian"
  mirror=$(debian_mirror)
  if [ -z "$mirror" ]; then
    as_root apt-get -qq update
    mirror=$(debian_mirror)
  fi
  [ -n "$mirror" ] || fail "apt has no Debian mirror"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/tree"
  printf 'deb [signed-by=%s] %s forky main\n' \
    /usr/share/keyrings/debian-archive-keyring.gpg "$mirror" > "$work/sources.list"
  fetch_packages "$work"
  for package in "$work"/*.deb; do
    dpkg -x "$package" "$work/tree"
  done
  set_loader "$work/tree/usr/bin/python3.14" "$(uname -m)-linux-gnu"
  rm -rf "$python_home"
  mv "$work/tree" "$python_home"
)

# apt works in the temporary folder only, so this needs no rights.
fetch_packages() (
  cd "$1"
  options=(
    -qq -o "Dir::Etc::sourcelist=$1/sources.list" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$1/lists" -o "Dir::Cache=$1/cache"
    -o APT::Sandbox::User= -o Acquire::Languages=none
  )
  apt-get "${options[@]}" update
  apt-get "${options[@]}" download "${forky_packages[@]}"
)

# RPATH, not RUNPATH: the wheels' own libraries have to find these ones too.
set_loader() {
  local library=$python_home/usr/lib/$2 loader
  case $2 in
    x86_64-*) loader=ld-linux-x86-64.so.2 ;;
    aarch64-*) loader=ld-linux-aarch64.so.1 ;;
    *) fail "unknown architecture $2" ;;
  esac
  "$(tools_dir)/bin/patchelf" --set-interpreter "$library/$loader" \
    --force-rpath --set-rpath "$library" "$1"
}
