// The home of language models behind an OpenAI-compatible address; the one file that imports their client.

import { ChatOpenAI, type ChatOpenAICallOptions } from '@langchain/openai';
import { ContentFilterFinishReasonError, LengthFinishReasonError } from 'openai/core/error';
import { makeParseableResponseFormat } from 'openai/lib/parser';
import { z } from 'zod';
import { type ChatModel, ModelError, type ModelReply, type ModelRequest } from './chat-model.ts';
import { describeEndpointError } from './endpoint-error.ts';
import { parseReply } from './parse-reply.ts';

export interface ModelEndpoint {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
}

type Format = ChatOpenAICallOptions['response_format'];

/**
 * How a request may be put, the strictest first; reasoning models refuse a temperature, many servers know
 * no JSON schema and some no JSON mode. Prompts describe the shape in words, so the last form still works.
 */
const forms: readonly { calm: boolean; format: (request: ModelRequest<unknown>) => Format }[] = [
  { calm: true, format: schemaFormat },
  { calm: false, format: schemaFormat },
  { calm: true, format: () => ({ type: 'json_object' }) },
  { calm: false, format: () => ({ type: 'json_object' }) },
  { calm: false, format: () => undefined },
];
/** Statuses by which endpoints refuse a form of request they do not know. */
const refusesForm: ReadonlySet<number | undefined> = new Set([400, 404, 415, 422]);

/**
 * One request for each `ask`, but for forms the endpoint refuses; no retries, no streaming.
 * Schemas are plain: no transforms, every property required.
 */
export function createEndpointModel({ apiKey, baseUrl, model: name }: ModelEndpoint): ChatModel {
  // Headers and host are these whatever else the client finds in the environment or tells of this machine.
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    accept: 'application/json',
  };
  const fetchPlainly: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers, redirect: 'error' });
  const settings = {
    model: name,
    apiKey,
    maxRetries: 0,
    streaming: false,
    configuration: { baseURL: baseUrl, logLevel: 'off' as const, fetch: fetchPlainly },
  };
  const calmModel = new ChatOpenAI({ ...settings, temperature: 0 });
  const plainModel = new ChatOpenAI(settings);
  /** Place in `forms` of the strictest one that this endpoint takes, as far as is known. */
  let known = 0;

  async function ask<T>(request: ModelRequest<T>, signal: AbortSignal): Promise<ModelReply<T>> {
    let failure: ModelError | undefined;
    for (const [place, form] of forms.entries()) {
      if (place < known) continue;
      const format = form.format(request);
      try {
        const message = await (form.calm ? calmModel : plainModel).invoke(
          [
            ['system', request.system],
            ['human', request.user],
          ],
          { signal, ...(format === undefined ? {} : { response_format: format }) },
        );
        known = Math.max(known, place);
        return readReply(message, request);
      } catch (error) {
        failure = describeError(error, signal);
        if (!refusesForm.has(failure.status)) break;
      }
    }
    throw failure;
  }

  return { name, ask };
}

/** The client itself throws over a reply that was cut off or filtered, when it was asked for by schema. */
function describeError(error: unknown, signal: AbortSignal): ModelError {
  if (error instanceof LengthFinishReasonError) return cutOff();
  if (error instanceof ContentFilterFinishReasonError) return refused();
  return describeEndpointError(error, signal);
}

function cutOff(): ModelError {
  return new ModelError(
    'malformed',
    'The model ran out of room before its reply was whole. Raise the output limit of the endpoint or choose another CHAT_MODEL.',
  );
}

function refused(): ModelError {
  return new ModelError('rejected', 'The model refused this request, or its filter did.');
}

const replySchema = z.object({
  text: z.string(),
  response_metadata: z.object({ finish_reason: z.string().optional() }),
  usage_metadata: z
    .object({ input_tokens: z.number().optional(), output_tokens: z.number().optional() })
    .optional(),
});

function readReply<T>(message: unknown, request: ModelRequest<T>): ModelReply<T> {
  const { text, response_metadata, usage_metadata } = replySchema.parse(message);
  if (response_metadata.finish_reason === 'length') throw cutOff();
  // A refusal comes in a field of its own, with no text beside it.
  if (response_metadata.finish_reason === 'content_filter' || text.trim() === '') throw refused();
  return {
    value: parseReply(text, request.schema),
    inputTokens: usage_metadata?.input_tokens ?? estimateTokens(request.system + request.user),
    outputTokens: usage_metadata?.output_tokens ?? estimateTokens(text),
  };
}

function schemaFormat({ name, schema }: ModelRequest<unknown>) {
  const json_schema = { name, strict: true, schema: z.toJSONSchema(schema) };
  const format = { type: 'json_schema' as const, json_schema };
  // Without a parser of ours the client parses for itself and throws away a text that is not JSON alone.
  return Object.assign(
    makeParseableResponseFormat(format, (text) => text),
    format,
  );
}

/** A Chinese character is about a token, four other characters are another. */
function estimateTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + Math.ceil((text.length - han) / 4);
}
