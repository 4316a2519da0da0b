// The home of why a page was not got, in a sentence for staff, and whether it is worth asking again.

import { ServiceError } from '../../errors.ts';

export class FetchError extends ServiceError {
  override readonly name = 'FetchError';
  /** Passes by itself as a rule: asked again. */
  readonly passing: boolean;
  /** As the site asks for, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    {
      passing = false,
      retryAfterMs,
    }: { passing?: boolean; retryAfterMs?: number | undefined } = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.passing = passing;
    this.retryAfterMs = retryAfterMs;
  }
}

const byHand = '用浏览器打开看看；打得开就另存下来，用 npm run corpus -- add 添加';

/** What the connection, the library or the system threw, told to staff. */
export function describeFailure(error: unknown, timedOut: boolean): FetchError {
  if (error instanceof FetchError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const tell = (message: string, passing: boolean) =>
    new FetchError(message, { passing }, { cause: error });
  if (timedOut) return tell('整个网页取得太慢，时间到了；换个时候再取', true);
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return tell('网站一直不回答；换个时候再取', true);
  if (code === 'UND_ERR_BODY_TIMEOUT') return tell('网站发到一半停住了；换个时候再取', true);
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return tell('连不上网站（时间到了）；检查本机的网络，换个时候再取', true);
  }
  if (code === 'ENOTFOUND') {
    return tell('没有这个网站名；检查本机的网络，再检查 sources.yaml 里的网址', false);
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) {
    return tell('网页的压缩内容是坏的；换个时候再取', false);
  }
  if (/CERT|SELF_SIGNED|ALTNAME|ERR_TLS|ERR_SSL|SIGNATURE/.test(code)) {
    return tell(`网站的安全证书不对（${code}），没有取；${byHand}`, false);
  }
  if (code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return tell(`网站的回答不合规矩（${code}）；${byHand}`, false);
  }
  return tell(`网络出了问题${code && `（${code}）`}；检查本机的网络，换个时候再取`, true);
}

/** What a status means that is neither the page nor its absence. */
export function describeStatus(status: number, retryAfter: string | undefined): FetchError {
  if (status === 429 || status === 503) {
    const retryAfterMs = readRetryAfter(retryAfter ?? '');
    return new FetchError(`网站现在太忙（${status}）；换个时候再取`, {
      passing: true,
      retryAfterMs,
    });
  }
  if (status >= 500 || status === 408) {
    return new FetchError(`网站出了错（${status}）；换个时候再取`, { passing: true });
  }
  return new FetchError(`网站不给程序看这一页（${status}）；${byHand}`);
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function readRetryAfter(text: string): number | undefined {
  const waitMs = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}
