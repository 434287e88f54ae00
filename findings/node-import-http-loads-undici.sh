#!/usr/bin/env bash
# Node 24.21.0: `import http from "node:http"` reads and runs all of undici (the library behind fetch); `require("node:http")` does not.
# Expected: both ways of asking for the same built-in module load the same code, and fetch's library is loaded when fetch is first used.
# Seen: an ES module gets each export of a built-in by reading it, also the lazy ones (WebSocket, CloseEvent and MessageEvent of node:http), and
# the first read loads undici: tens of milliseconds at the start of every program that is an ES module and has a server. Node 20.20 does not.
# Exit: 0 while it is so, 1 once it has changed, 2 when it could not be tried.
set -u
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund node@24.21.0 || exit 2
say='console.log(process.moduleLoadList.some((name) => name.includes("deps/undici/")) ? "undici" : "none");'
echo "import 'node:http'; $say" >by-import.mjs
echo "require('node:http'); $say" >by-require.cjs
by_import=$(npx --no-install node by-import.mjs) || exit 2
by_require=$(npx --no-install node by-require.cjs) || exit 2
echo "Node $(npx --no-install node --version): import loads $by_import, require loads $by_require"
[ "$by_import" = undici ] && [ "$by_require" = none ]
