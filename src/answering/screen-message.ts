// The home of the screen: patterns that must never be missed, and a classifier for the thousand other ways of saying it.

import type { Intent } from '../domain.ts';
import type { IntentProbabilities } from '../retrieval/intent-model.ts';
import {
  type Emergency,
  emergencyNumbers,
  findEmergency,
  findMisuse,
  isHappeningNow,
} from './screen.ts';

export type Screening =
  | { readonly kind: 'emergency'; readonly emergency: Emergency }
  | { readonly kind: 'unsafe' };

/**
 * From which probability a message counts without a pattern, and below which one a pattern does not:
 * "煤气爆炸谁赔" has the words of danger and is a question. Set on questions of their own, apart from the
 * golden ones.
 */
const bounds = {
  emergency: { alone: 0.5, aloneForeign: 0.7, withPattern: 0.03 },
  harm: { alone: 0.4, aloneForeign: 0.7, withPattern: 0.05 },
} as const;

const likeliestKind = 0.28;

const emergencyKinds = Object.keys(emergencyNumbers).filter(
  (kind): kind is Emergency => kind in emergencyNumbers,
);

/** @param learned absent when the corpus has no examples to learn from: then patterns decide alone. */
export function screenMessage(
  text: string,
  learned: IntentProbabilities | undefined,
): Screening | undefined {
  // Few examples are in other languages: what they say of such a message is worth less.
  const alone = /\p{Script=Han}/u.test(text) ? 'alone' : 'aloneForeign';
  const pattern = findEmergency(text);
  const danger = learned ? sum(learned, emergencyKinds.map(intentOf)) : undefined;
  if (pattern && (isHappeningNow(text) || (danger ?? 1) > bounds.emergency.withPattern)) {
    return { kind: 'emergency', emergency: pattern };
  }
  if (learned && (danger ?? 0) > bounds.emergency[alone]) {
    const emergency = emergencyKinds.reduce((a, b) =>
      learned[intentOf(a)] >= learned[intentOf(b)] ? a : b,
    );
    // A little of every danger is a message in unknown words, not a call for help.
    if (learned[intentOf(emergency)] > likeliestKind) return { kind: 'emergency', emergency };
  }
  const misuse = findMisuse(text);
  if (misuse === 'injection') return { kind: 'unsafe' };
  const intent = learned ? learned.injection + learned.harm : undefined;
  if (misuse === 'harm' && (intent ?? 1) > bounds.harm.withPattern) return { kind: 'unsafe' };
  return (intent ?? 0) > bounds.harm[alone] ? { kind: 'unsafe' } : undefined;
}

function intentOf(kind: Emergency): Intent {
  return `emergency-${kind}`;
}

function sum(probabilities: IntentProbabilities, which: readonly Intent[]): number {
  return which.reduce((total, intent) => total + probabilities[intent], 0);
}
