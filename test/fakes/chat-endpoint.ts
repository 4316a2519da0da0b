// An OpenAI-compatible chat endpoint on loopback that answers as a test says.

import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const requestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  temperature: z.number().optional(),
  response_format: z
    .object({
      type: z.string(),
      json_schema: z
        .object({ name: z.string(), strict: z.boolean(), schema: z.unknown() })
        .optional(),
    })
    .optional(),
});
export type ChatRequest = z.infer<typeof requestSchema>;

export type ChatReply =
  /** What the model says; an object is said as JSON. */
  | { readonly says: unknown; readonly finish?: string; readonly tokens?: [number, number] }
  | { readonly status: number; readonly retryAfterSeconds?: number; readonly message?: string }
  /** A response that is no JSON; a broken connection; no response ever. */
  | 'malformed'
  | 'disconnect'
  | 'hang';

/** @param reply is called once a request. */
export async function startChatEndpoint(reply: (request: ChatRequest) => ChatReply) {
  const requests: ChatRequest[] = [];
  const replies = new WeakMap<ChatCompletionRequest, ChatReply>();
  const replyTo = (body: ChatCompletionRequest): ChatReply => {
    const request = requestSchema.parse(body);
    const known = replies.get(body);
    if (known) return known;
    requests.push(request);
    const made = reply(request);
    replies.set(body, made);
    return made;
  };
  const server = new LLMock({ host: '127.0.0.1', port: 0, logLevel: 'silent' });
  const unsaid = { content: '' };
  server
    .on({ predicate: (body) => replyTo(body) === 'disconnect' }, unsaid, {
      chaos: { disconnectRate: 1 },
    })
    .on({ predicate: (body) => replyTo(body) === 'malformed' }, unsaid, {
      chaos: { malformedRate: 1 },
    })
    .on({ predicate: () => true }, (body) => respond(replyTo(body)));
  await server.start();
  onTestFinished(() => server.stop());
  return { baseUrl: `${server.url}/v1`, requests };
}

function respond(reply: ChatReply) {
  if (typeof reply === 'string') return new Promise<never>(() => {});
  if ('status' in reply) {
    const { status, retryAfterSeconds, message = 'not now' } = reply;
    const waiting = retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds };
    return { status, error: { message }, ...waiting };
  }
  const { says, finish = 'stop', tokens: [prompt_tokens, completion_tokens] = [100, 20] } = reply;
  return {
    content: typeof says === 'string' ? says : JSON.stringify(says),
    finishReason: finish,
    usage: { prompt_tokens, completion_tokens },
  };
}
