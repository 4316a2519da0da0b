// The home of connecting: to an address that was looked up, checked, and is used as it was checked.

import type { Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { FetchError } from './fetch-error.ts';
import type { Network } from './network.ts';

/**
 * A name is looked up once for each connection, and the connection goes to one of the addresses found, so
 * that a name which means something else a moment later (DNS rebinding) gains nothing. One address inside
 * among public ones is enough to refuse them all.
 */
export function openAgent({ allowsAddress, resolve, limits }: Network): Agent {
  const connect = buildConnector({ timeout: limits.connectMs });
  const open = (options: buildConnector.Options) =>
    new Promise<Socket>((done, fail) => {
      connect(options, (error, socket) => (error ? fail(error) : done(socket)));
    });

  async function openChecked(options: buildConnector.Options): Promise<Socket> {
    const addresses = await resolve(options.hostname);
    if (addresses.length === 0 || !addresses.every(allowsAddress)) {
      throw new FetchError(
        `${options.hostname} 指向内部地址，没有连；检查 sources.yaml 里的网址和本机的域名解析`,
      );
    }
    let failure: unknown;
    // Many machines have no IPv6 though names have addresses of it.
    for (const hostname of [...addresses].sort(
      (a, b) => a.split(':').length - b.split(':').length,
    )) {
      try {
        return await open({ ...options, hostname });
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  return new Agent({
    connections: 1,
    connect: (options, callback) => {
      openChecked(options).then(
        (socket) => callback(null, socket),
        (error) => callback(error, null),
      );
    },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.idleMs,
  });
}
