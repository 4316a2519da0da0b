// The home of answers written by a language model: composed from passages, verified, repaired once, checked.

import { z } from 'zod';
import type { RankedPassage } from '../domain.ts';
import type { ModelRun } from './model-run.ts';
import {
  type Claim,
  type Evidence,
  type Verification,
  verifyStatements,
} from './verify-statements.ts';

export type WrittenAnswer =
  | {
      readonly outcome: 'written';
      readonly claims: readonly Claim[];
      readonly evidence: ReadonlyMap<string, Evidence>;
      readonly isPartial: boolean;
      readonly dropped: readonly string[];
    }
  /** The model found that the passages do not answer the question. */
  | { readonly outcome: 'not-covered'; readonly dropped: readonly string[] }
  | { readonly outcome: 'failed'; readonly fallback: string; readonly dropped: readonly string[] };

const maxStatements = 8;
const shownCharacters = 1500;

const writtenSchema = z.object({
  completeness: z.enum(['complete', 'partly', 'none']),
  statements: z.array(z.object({ text: z.string(), sources: z.array(z.string()) })),
});
type Written = z.infer<typeof writtenSchema>;

const verdictsSchema = z.object({
  verdicts: z.array(
    z.object({ statement: z.number().int(), supported: z.boolean(), relevant: z.boolean() }),
  ),
});

/**
 * Whatever the model says, a claim that comes back is verified against the passages given here.
 * @param ranked what the model may use, best first; it sees them as P1, P2, …, never their ids or links.
 */
export async function writeAnswer(
  run: ModelRun,
  question: string,
  ranked: readonly RankedPassage[],
): Promise<WrittenAnswer> {
  const evidence = new Map<string, Evidence>(ranked.map((found) => [found.passage.id, found]));
  const passages = ranked.map(describePassage).join('\n\n');
  const dropped: string[] = [];
  const failed = (): WrittenAnswer => ({
    outcome: 'failed',
    fallback: run.fault() || 'nothing-verified',
    dropped,
  });

  const verify = (answer: Written) => {
    const verification = verifyStatements(readClaims(answer, ranked), evidence);
    dropped.push(...verification.dropped.map(({ claim, reason }) => `${reason}: ${claim.text}`));
    return verification;
  };

  const first = await run.ask('compose', { question, passages }, writtenSchema);
  if (!first) return failed();
  if (first.completeness === 'none') return { outcome: 'not-covered', dropped };
  let written = first;
  let verification = verify(first);
  if (verification.dropped.length > 0) {
    const answer = describeFaults(verification, ranked);
    const second = await run.ask('repair', { question, passages, answer }, writtenSchema);
    const repaired = second && verify(second);
    if (repaired && repaired.kept.length >= Math.max(1, verification.kept.length)) {
      written = second;
      verification = repaired;
    }
  }
  const kept = await checkClaims(run, question, passages, verification.kept, ranked, dropped);
  if (kept.length === 0) return failed();
  return {
    outcome: 'written',
    claims: kept,
    evidence,
    isPartial: written.completeness !== 'complete',
    dropped,
  };
}

/** The model's own second look; it can take statements away, never add any. */
async function checkClaims(
  run: ModelRun,
  question: string,
  passages: string,
  claims: readonly Claim[],
  ranked: readonly RankedPassage[],
  dropped: string[],
): Promise<readonly Claim[]> {
  if (claims.length === 0) return claims;
  const answer = claims
    .map((claim, index) => `${index + 1}. ${claim.text}（依据${tokensOf(claim, ranked)}）`)
    .join('\n');
  const reply = await run.ask('check', { question, passages, answer }, verdictsSchema);
  if (!reply) return claims;
  return claims.filter((claim, index) => {
    const verdict = reply.verdicts.find(({ statement }) => statement === index + 1);
    if (!verdict || (verdict.supported && verdict.relevant)) return true;
    dropped.push(`${verdict.supported ? '答非所问' : '复核认为没有依据'}: ${claim.text}`);
    return false;
  });
}

/** 【P1】《title》 › headings, and the text; nothing in it can pass for another passage's head. */
function describePassage({ passage, document }: RankedPassage, index: number): string {
  const year = document.year === undefined ? '' : `（${document.year}年度）`;
  const place = passage.headings.slice(1).join(' › ');
  const body = `《${document.title}》${year}${place && ` › ${place}`}\n${passage.text.slice(0, shownCharacters)}`;
  return `【P${index + 1}】${body.replaceAll('【', '〔').replaceAll('】', '〕')}`;
}

/** Unknown tokens are left out here; a statement left without any is dropped by verification. */
function readClaims({ statements }: Written, ranked: readonly RankedPassage[]): Claim[] {
  return statements.slice(0, maxStatements).flatMap(({ text, sources }) => {
    const passageIds = sources.flatMap((token) => {
      const place = /^[【[]?P(\d{1,2})[】\]]?$/i.exec(token.trim())?.[1];
      return place === undefined ? [] : (ranked[Number(place) - 1]?.passage.id ?? []);
    });
    const plain = tidyStatement(text);
    return plain === '' ? [] : [{ text: plain, passageIds: [...new Set(passageIds)] }];
  });
}

/** Mark-up, list numbers and tokens are ours to set; hidden characters are nobody's. */
function tidyStatement(text: string): string {
  const plain = text
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cc}\p{Cn}\p{Cs}]/gu, ' ')
    .replace(/[（(【[]\s*P\d{1,2}(?:\s*[、,，]\s*P\d{1,2})*\s*[】\])）]/gi, '')
    .replace(/\[\d{1,2}\]|\*\*|__|`+/g, '')
    .replace(/^\s*(?:[-*•#]+|\d{1,2}\s*[.、)）](?!\d))\s*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}%）)》”]$/u.test(plain) ? `${plain}。` : plain;
}

/** Every statement with what verification says of it. */
function describeFaults(
  { kept, dropped }: Verification<Claim>,
  ranked: readonly RankedPassage[],
): string {
  const judged = [
    ...kept.map((claim) => ({ claim, result: '通过' })),
    ...dropped.map(({ claim, reason }) => ({ claim, result: `不通过：${reason}` })),
  ];
  return judged
    .map(({ claim, result }, index) => {
      return `${index + 1}. ${claim.text}（依据${tokensOf(claim, ranked) || '没有写'}）——${result}`;
    })
    .join('\n');
}

function tokensOf({ passageIds }: Claim, ranked: readonly RankedPassage[]): string {
  return passageIds
    .map((id) => `P${ranked.findIndex(({ passage }) => passage.id === id) + 1}`)
    .join('、');
}
