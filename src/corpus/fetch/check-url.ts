// The home of which addresses may be asked at all, before any name is looked up.

import { isIP } from 'node:net';
import { FetchError } from './fetch-error.ts';
import type { Network } from './network.ts';

/**
 * The URL parser has already brought every spelling of an IPv4 address (decimal, octal, hex, short,
 * full-width) into the usual one. What a name leads to is looked at when connecting.
 * @throws FetchError
 */
export function checkUrl(url: URL, { allowsAddress, allowsPort }: Network): void {
  const refuse = (why: string): never => {
    throw new FetchError(`${shorten(url.href)} 不能取：${why}；检查 sources.yaml 里的网址`);
  };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('只取 http 和 https 的网页');
  if (url.username + url.password !== '') refuse('网址里带着用户名或密码');
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
  if (!allowsPort(port)) refuse('只取80和443端口的网页');
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
  const isInside = isIP(host) === 0 ? /(^|\.)localhost$/.test(host) : !allowsAddress(host);
  if (host === '' || isInside) refuse('这是内部地址，不是公开的网站');
}

/** For a message: an address from outside may be very long. */
export function shorten(href: string): string {
  return href.length > 200 ? `${href.slice(0, 200)}…` : href;
}
