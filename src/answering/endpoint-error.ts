// The home of telling why an endpoint gave nothing, from what its client throws.

import { z } from 'zod';
import { ModelError, type ModelFault } from './chat-model.ts';

const linkSchema = z.object({
  status: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  name: z.string(),
  message: z.string(),
  headers: z.instanceof(Headers).optional().catch(undefined),
  cause: z.unknown().optional(),
});
type Link = z.infer<typeof linkSchema>;

/**
 * The client's errors repeat what the endpoint said, and endpoints repeat prompts and keys: only the
 * status, the waiting time and the system's own code are taken over, and the error is not kept as a cause.
 */
export function describeEndpointError(error: unknown, signal: AbortSignal): ModelError {
  if (error instanceof ModelError) return error;
  if (signal.aborted) {
    return new ModelError(
      'timeout',
      'The model gave no answer in time. When it happens often, choose a quicker CHAT_MODEL.',
    );
  }
  const links = followCauses(error);
  const answered = links.find(({ status }) => status !== undefined);
  if (answered?.status !== undefined) return describeStatus(answered.status, answered.headers);
  // fetch wraps what the network did into a cause; a slip of the client over an odd reply has none.
  if (links.length > 1 || links[0]?.name === 'TimeoutError') {
    return new ModelError(
      'unreachable',
      `The model's endpoint cannot be reached${describeNetwork(links)}. Check OPENAI_BASE_URL and that the endpoint runs.`,
    );
  }
  return new ModelError(
    'malformed',
    "The endpoint's response is not a chat completion. Check OPENAI_BASE_URL and CHAT_MODEL.",
  );
}

function followCauses(error: unknown): Link[] {
  const links: Link[] = [];
  for (let cause = error; links.length < 5; ) {
    const link = linkSchema.safeParse(cause);
    if (!link.success) break;
    links.push(link.data);
    cause = link.data.cause;
  }
  return links;
}

function describeStatus(status: number, headers: Headers | undefined): ModelError {
  const retryAfterMs = readRetryAfter(headers?.get('retry-after') ?? '');
  const [fault, advice]: [ModelFault, string] =
    status === 429
      ? ['rate-limited', 'Lower CHAT_CONCURRENCY or ask the provider for a higher limit.']
      : status >= 500 || status === 408
        ? ['server-error', 'Look at the endpoint, or choose another one.']
        : ['rejected', 'Check OPENAI_API_KEY, OPENAI_BASE_URL and CHAT_MODEL.'];
  return new ModelError(fault, `The model's endpoint answered with status ${status}. ${advice}`, {
    status,
    retryAfterMs,
  });
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function readRetryAfter(text: string): number | undefined {
  const waitMs = /^\d+(\.\d+)?$/.test(text.trim())
    ? Number(text) * 1000
    : Date.parse(text) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}

function describeNetwork(links: readonly Link[]): string {
  const last = links.at(-1);
  if (last?.message === 'unexpected redirect') {
    return ': it points to another address, which is not followed';
  }
  const code = links.findLast((link) => link.code !== undefined)?.code;
  return code === undefined ? '' : ` (${code})`;
}
