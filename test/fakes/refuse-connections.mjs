// Loaded into a process with --import: refuses every outgoing connection and writes down who tried one.

import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

/** @param {string} what */
function refuse(what) {
  appendFileSync(process.env['REFUSED_CONNECTIONS'] ?? '', `${what}\n`);
  throw Object.assign(new Error(`refused by the test: ${what}`), { code: 'ENETUNREACH' });
}

net.Socket.prototype.connect = (...args) => refuse(`connect ${JSON.stringify(args)}`);
dgram.Socket.prototype.send = (...args) => refuse(`send ${JSON.stringify(args)}`);
dns.lookup = (name) => refuse(`lookup ${name}`);
dns.promises.lookup = (name) => refuse(`lookup ${name}`);
