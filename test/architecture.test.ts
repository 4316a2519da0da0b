import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');

/** Who may import whom, besides itself and the ground floor (ARCHITECTURE.md). */
const rooms: Readonly<Record<string, readonly string[]>> = {
  storage: [],
  corpus: [],
  retrieval: [],
  audit: ['storage'],
  answering: ['retrieval', 'audit'],
  review: ['audit', 'storage'],
  telegram: ['answering', 'audit', 'storage'],
  web: ['answering', 'audit', 'review', 'corpus'],
  staff: ['storage', 'corpus', 'retrieval', 'answering', 'audit'],
  backup: ['storage', 'audit'],
  cli: ['type app'],
};
const groundFloor = ['domain', 'errors', 'logger'];

/** What lives in these places only. */
const homes: Readonly<Record<string, { pattern: RegExp; at: RegExp }>> = {
  telegraf: { pattern: /from 'telegraf|import\('telegraf/, at: /^telegram\// },
  'hnswlib and its store': {
    pattern: /from '(hnswlib-node|@langchain\/community)/,
    at: /^retrieval\//,
  },
  'the openai client': {
    pattern: /(from |import\()'openai['/]/,
    at: /^retrieval\/endpoint-embedding\.ts$|^answering\/endpoint-model\.ts$/,
  },
  'LangChain chat models': {
    pattern: /(from |import\()'(@langchain\/openai|langchain\/chat_models)/,
    at: /^answering\/endpoint-model\.ts$/,
  },
  'process.env': { pattern: /process\.env/, at: /^(main|cli)\.ts$/ },
  console: { pattern: /\bconsole\.(?:log|info|warn|error|debug)\b/, at: /^cli\.ts$/ },
  SQL: {
    pattern: /from '(better-sqlite3|kysely)'|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/,
    at: /^(storage|audit|review)\/|^telegram\/inbox\.ts$/,
  },
};

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => {
    const text = readFileSync(join(source, name), 'utf8');
    return { name, room: name.split('/')[0] ?? '', code: text.replace(/^\s*(\/\/|\/?\*).*/gm, '') };
  });

/** "retrieval" for a room, "domain" for a file beside the rooms; "type …" where only types come. */
function imports({ name, code }: (typeof files)[number]): string[] {
  const pattern =
    /(import type|import|export)\b(?:[^;'"]*?\bfrom)? '(\.[^']+)'|import\('(\.[^']+)'\)/g;
  return [...code.matchAll(pattern)].map(([, keyword, from, dynamic]) => {
    const path = relative(source, join(source, name, '..', from ?? dynamic ?? ''));
    const [room = ''] = path.replace(/\.tsx?$/, '').split('/');
    return keyword === 'import type' ? `type ${room}` : room;
  });
}

test('every folder of the source is a room', () => {
  const folders = new Set(files.filter(({ name }) => name.includes('/')).map(({ room }) => room));
  expect([...folders].filter((room) => !(room in rooms))).toEqual([]);
});

test.each(Object.entries(rooms))(
  '%s imports itself, the ground floor and %j only',
  (room, others) => {
    const allowed = new Set(
      [room, ...groundFloor, ...others].flatMap((name) => [name, `type ${name}`]),
    );
    const foreign = files
      .filter((file) => file.room === room)
      .flatMap((file) => imports(file).map((found) => ({ file: file.name, found })))
      .filter(({ found }) => !allowed.has(found));
    expect(foreign).toEqual([]);
  },
);

test.each(Object.entries(homes))('%s has one home', (_what, { pattern, at }) => {
  const users = files.filter(({ code }) => pattern.test(code)).map(({ name }) => name);
  expect(users.filter((name) => !at.test(name))).toEqual([]);
});
