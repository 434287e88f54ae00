#!/usr/bin/env bash
# express 5.3.0 (its `fresh` 2.0.0) and the `fetch` of Node 24.21.0 (undici): a conditional request that a program makes by hand is never answered 304.
# Expected: `If-None-Match` with the strong ETag that the answer had just now is answered 304 without a body, as node:http gets it.
# Seen: fetch adds `cache-control: no-cache` to each request that has `If-None-Match` (the Fetch standard has it so), and express takes that
# for "give me all of it": 200 with the whole body, every time.
# Exit: 0 while it is so, 1 once it has changed, 2 when it could not be tried.
set -u
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund express@5.3.0 fresh@2.0.0 node@24.21.0 || exit 2
npx --no-install node --input-type=module -e '
import express from "express";
import http from "node:http";
import { once } from "node:events";
const app = express();
app.get("/", (request, response) => response.send("the whole body"));
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}/`;
const first = await fetch(url);
await first.text();
const headers = { "if-none-match": first.headers.get("etag") };
const byFetch = (await fetch(url, { headers })).status;
const [answer] = await once(http.get(url, { headers }), "response");
answer.resume();
console.log(`Node ${process.version}: fetch ${byFetch}, node:http ${answer.statusCode}`);
server.closeAllConnections();
server.close();
process.exitCode = byFetch === 200 && answer.statusCode === 304 ? 0 : 1;
'
