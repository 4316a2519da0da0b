// The home of telling addresses of the public internet from those inside: this machine, its network, its cloud.

import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Global unicast, the only block of IPv6 that is routed publicly (RFC 4291, IANA). */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
/** Looks public, but is a cloud's own service on each of its machines (Azure). */
const cloudService = '168.63.129.16';

/**
 * @param address as a resolver or a URL writes it: four decimal numbers, or IPv6 without brackets. Other
 * spellings, zones, and addresses that carry another one inside (mapped, NAT64, 6to4, Teredo) are not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.match(globalUnicast);
  return parsed.toString() !== cloudService;
}
