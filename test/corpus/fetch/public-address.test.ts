import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/corpus/fetch/public-address.ts';

test.each(['8.8.8.8', '223.5.5.5', '2400:3200::1', '2606:4700:4700::1111'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '::']],
  ['metadata of clouds', ['169.254.169.254', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254']],
  ['private networks', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1']],
  ['link-local', ['169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', '2400:3200::1%lo']],
  ['one IPv4 in another address', ['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1']],
  ['translated', ['64:ff9b::7f00:1', '64:ff9b:1::7f00:1', '2002:7f00:1::1', '2001:0:7f00::1']],
  ['for documents, tests and many at once', ['192.0.2.1', '198.18.0.1', '224.0.0.1', 'ff02::1']],
  ['reserved', ['240.0.0.1', '255.255.255.255', '100.64.0.1', '2001:db8::1', '4000::1']],
  ['odd spellings', ['127.1', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '08.8.8.8', '[::1]', '']],
])('%s are not', (_what, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});
