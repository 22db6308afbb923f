#!/usr/bin/env bash
# Compiles the llama.cpp that the binding brings as source, for every kind of processor: the program chooses
# the right one when it starts. What `pip` compiles is for the processor of the machine that compiled it.
#
#     packaging/llama/build.sh      puts the libraries into build/llama; needs g++, cmake and ninja
#
# It takes some twenty minutes of two cores, so the result is kept in the person's cache under a hash of source,
# flags and compiler; the next call copies it from there.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=0.3.36 # of llama-cpp-python; a contract test compares it with pyproject.toml
sha256=832db0699007f1be95a7e41ef12e88926b02ba836461e36a36372db2760c1a2e
# From an old Core 2 (x64) to a new server; what they are called by Intel and AMD is written in ggml's own list.
variants=(x64 sse42 sandybridge ivybridge piledriver haswell alderlake skylakex icelake zen4)
flags=(
    -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON
    -DGGML_NATIVE=OFF -DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON
    -DGGML_OPENMP=OFF # ggml's own threads: one library less, and the same on every system
    -DLLAMA_CURL=OFF -DLLAMA_OPENSSL=OFF -DLLAMA_BUILD_COMMON=OFF
    -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_TOOLS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_SERVER=OFF
    -DCMAKE_PLATFORM_NO_VERSIONED_SONAME=ON # one file a library: archives and sticks know no symbolic links
    "-DCMAKE_INSTALL_RPATH=\$ORIGIN" -DCMAKE_BUILD_WITH_INSTALL_RPATH=ON
    -DCMAKE_SHARED_LINKER_FLAGS=-s -DCMAKE_MODULE_LINKER_FLAGS=-s
)
# With it set, ggml silently leaves out SSE4.2 and AVX.
unset SOURCE_DATE_EPOCH

cache="${XDG_CACHE_HOME:-$HOME/.cache}/soro-tutor/llama"
key="$(printf '%s\n' "$sha256" "${variants[@]}" "${flags[@]}" "$(uname -sm)" "$(c++ -dumpfullversion)" |
    sha256sum | cut -c 1-16)"
kept="$cache/$key"
source="$cache/llama_cpp_python-$version.tar.gz"

fetch() {
    mkdir -p "$cache"
    if ! echo "$sha256  $source" | sha256sum --check --status 2>/dev/null; then
        pip download --quiet --no-deps --no-binary llama-cpp-python "llama-cpp-python==$version" --dest "$cache"
    fi
    echo "$sha256  $source" | sha256sum --check --quiet
}

compile() {
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    tar --extract --gzip --file "$source" --directory "$work" "llama_cpp_python-$version/vendor"
    local sources="$work/llama_cpp_python-$version/vendor/llama.cpp"
    # ggml waits for every variant that is listed, and lists four more.
    local listed="ggml_add_cpu_backend_variant\((cannonlake|cascadelake|cooperlake|sapphirerapids) "
    sed --regexp-extended --in-place "/$listed/d" "$sources/ggml/src/CMakeLists.txt"
    cmake -G Ninja -S "$sources" -B "$work/build" "${flags[@]}" >"$work/log" ||
        { tail -n 40 "$work/log" && return 1; }
    ninja -C "$work/build" --quiet ggml llama "${variants[@]/#/ggml-cpu-}"
    mkdir -p "$work/lib"
    cp "$work"/build/bin/lib*.so "$work/lib"
    echo "$version" >"$work/lib/version"
    rm -rf "$kept.part" && mv "$work/lib" "$kept.part" && mv "$kept.part" "$kept"
}

if [ ! -d "$kept" ]; then
    fetch
    compile
fi
rm -rf build/llama
mkdir -p build
cp -r "$kept" build/llama
echo "build/llama: $(cat build/llama/version), $(find build/llama -name 'libggml-cpu-*' | wc -l) kinds of processor"
