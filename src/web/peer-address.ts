// The home of where a request came from, as far as it can be believed.

import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { isPublicAddress } from '../corpus/fetch/public-address.ts';

/** What the Node server lends every request. */
const bindings = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }),
});

/**
 * The peer of the connection. When that is on this machine or in its own network it may be a reverse proxy,
 * and the last name in `X-Forwarded-For`, which that proxy wrote, counts; what stands before it is the
 * visitor's own claim and never does.
 *
 * @returns an IPv4 address, or the /64 network of an IPv6 address, which is one household's; nothing for this
 * machine itself.
 */
export function peerAddress(context: Context): string | undefined {
  const peer = bindings.safeParse(context.env).data?.incoming.socket.remoteAddress;
  if (peer === undefined || !ipaddr.isValid(peer)) return undefined;
  const direct = ipaddr.process(peer);
  const forwarded = context.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim();
  const isForwarded =
    forwarded !== undefined && ipaddr.isValid(forwarded) && !isPublicAddress(direct.toString());
  const address = isForwarded ? ipaddr.process(forwarded) : direct;
  if (address.range() === 'loopback') return undefined;
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
