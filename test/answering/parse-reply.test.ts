import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ModelError } from '../../src/answering/chat-model.ts';
import { parseReply } from '../../src/answering/parse-reply.ts';

const schema = z.object({ answer: z.string(), sources: z.array(z.string()) });
const value = { answer: '不收费。', sources: ['P1'] };
const plain = JSON.stringify(value);

test.each([
  ['alone', plain],
  ['in a code fence', `\`\`\`json\n${plain}\n\`\`\``],
  ['after and before chatter', `好的，结果如下：\n${plain}\n希望有帮助。`],
  ['behind thoughts', `<think>先看{资料}，再答。</think>\n${plain}`],
  ['behind thoughts whose opening tag the template kept', `先看资料。\n</think>\n\n${plain}`],
  ['behind another object', `格式 {"answer": 1}，回答 ${plain}`],
  ['with a comma too many', '{"answer": "不收费。", "sources": ["P1",],}'],
  ['with single quotes', "{'answer': '不收费。', 'sources': ['P1']}"],
  ['with Chinese quotes', '{“answer”: “不收费。”, “sources”: [“P1”]}'],
  ['with a comment', '{"answer": "不收费。", // 依据\n "sources": ["P1"]}'],
])('an object is found %s', (_where, text) => {
  expect(parseReply(text, schema)).toEqual(value);
});

test('braces, quotes and tags inside a text belong to the text', () => {
  const odd = { answer: '写"{或</think>，\\也行', sources: [] };
  expect(parseReply(JSON.stringify(odd), schema)).toEqual(odd);
});

function faultOf(text: string): ModelError {
  try {
    parseReply(text, schema);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('was read');
}

test.each([
  ['nothing', ''],
  ['words only', '对不起，我不能回答。'],
  ['thoughts only', `<think>${plain}`],
  ['a list', '["不收费。"]'],
  ['another shape', '{"answer": 5, "sources": "P1"}'],
  ['deep nesting', `{"a":${'['.repeat(50_000)}}`],
])('%s is malformed', (_what, text) => {
  expect(faultOf(text).fault).toBe('malformed');
});

test('a reply that was cut off is not completed, because half a sentence can mislead', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: plain.length - 1 }), (length) => {
      expect(faultOf(plain.slice(0, length)).fault).toBe('malformed');
    }),
  );
});

test('whatever a model says, it is read or malformed', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.string({ unit: fc.constantFrom(...'{}[]":,\\ a1') }),
  );
  fc.assert(
    fc.property(text, (said) => {
      try {
        expect(Object.keys(parseReply(said, schema))).toEqual(['answer', 'sources']);
      } catch (error) {
        expect(error).toBeInstanceOf(ModelError);
      }
    }),
  );
});

test('the fault says where and what, without the words of the model', () => {
  const { message } = faultOf('{"answer": 5, "sources": ["机密"], "机密": "机密"}');
  expect(message).toContain('invalid_type at answer');
  expect(message).not.toContain('机密');
});
