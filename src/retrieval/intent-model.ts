// The home of telling calls for help, misuse and other fields from questions: a linear classifier learned from the corpus's examples.

import type { Intent, IntentExamples } from '../domain.ts';
import { fnv1a } from './fnv1a.ts';
import { tokenize } from './tokenize.ts';

export const intents = [
  'question',
  'off-topic',
  'injection',
  'harm',
  'emergency-violence',
  'emergency-suicide',
  'emergency-medical',
  'emergency-fire',
  'emergency-gas',
  'emergency-drowning',
  'emergency-missing-child',
  'emergency-traffic',
] as const satisfies readonly Intent[];

/** Probabilities of the intents, summing to 1. */
export type IntentProbabilities = Readonly<Record<Intent, number>>;

const places = 2 ** 15;
const epochs = 8;
/** A smaller error than this is not worth a step. */
const negligible = 0.003;
const learningRate = 0.5;
const decay = 1e-6;
/** Questions are a hundred times more numerous than calls for help; their weight is evened out by this power. */
const balance = 0.5;

/**
 * Multinomial logistic regression over hashed terms of unit length, fitted with AdaGrad (Duchi, Hazan,
 * Singer, JMLR 2011) in a fixed order: the same examples give the same model on every machine.
 */
export class IntentModel {
  readonly #weights: Float32Array;

  private constructor(weights: Float32Array) {
    this.#weights = weights;
  }

  /** @param examples messages of each intent, in canonical words; at least one intent has some. */
  static train(examples: IntentExamples): IntentModel {
    const samples = intents.flatMap((intent, label) =>
      (examples[intent] ?? []).map((text) => ({ label, features: featuresOf(text) })),
    );
    const counts = intents.map((intent) => examples[intent]?.length ?? 0);
    const largest = Math.max(1, ...counts);
    const weights = new Float32Array(places * intents.length);
    const squares = new Float32Array(weights.length).fill(1e-4);
    const next = createSequence();
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      shuffle(samples, next);
      for (const { label, features } of samples) {
        const probabilities = softmax(weights, features);
        const importance = (largest / Math.max(1, counts[label] ?? 0)) ** balance;
        for (const [index, probability] of probabilities.entries()) {
          const error = importance * (probability - (index === label ? 1 : 0));
          if (Math.abs(error) < negligible) continue;
          for (const { place, value } of features) {
            const at = place * intents.length + index;
            const weight = weights[at] ?? 0;
            const gradient = error * value + decay * weight;
            const square = (squares[at] ?? 0) + gradient * gradient;
            squares[at] = square;
            weights[at] = weight - (learningRate * gradient) / Math.sqrt(square);
          }
        }
      }
    }
    return new IntentModel(weights);
  }

  /** @param text in canonical words. */
  classify(text: string): IntentProbabilities {
    const probabilities = softmax(this.#weights, featuresOf(text));
    const byIntent: Record<string, number> = {};
    for (const [index, intent] of intents.entries()) byIntent[intent] = probabilities[index] ?? 0;
    return byIntent as IntentProbabilities;
  }

  serialize(): Buffer {
    return Buffer.from(this.#weights.buffer);
  }

  /** @param bytes what `serialize` gave; the caller has checked its digest. */
  static deserialize(bytes: Buffer): IntentModel {
    const weights = new Float32Array(new Uint8Array(bytes).buffer);
    if (weights.length !== places * intents.length)
      throw new RangeError('Not an intent model of this version');
    return new IntentModel(weights);
  }
}

interface Feature {
  readonly place: number;
  readonly value: number;
}

/** Latin words inside Chinese (Excel, LPR, Wi-Fi) tell nothing of the intent; English messages have only them. */
function featuresOf(text: string): Feature[] {
  const all = [...new Set(tokenize(text))];
  const chinese = all.filter((term) => /\p{Script=Han}/u.test(term));
  const terms = chinese.length > 0 ? chinese : all;
  const value = 1 / Math.sqrt(terms.length + 1);
  const features = terms.map((term) => ({ place: 1 + (fnv1a(term) % (places - 1)), value }));
  // Place 0 is the bias.
  features.push({ place: 0, value });
  return features;
}

function softmax(weights: Float32Array, features: readonly Feature[]): number[] {
  const scores = intents.map((_, index) => {
    let score = 0;
    for (const { place, value } of features) {
      score += value * (weights[place * intents.length + index] ?? 0);
    }
    return score;
  });
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** A linear congruential sequence (Numerical Recipes): shuffles the same way everywhere. */
function createSequence(): () => number {
  let state = 20231122;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fisher-Yates. */
function shuffle<T>(items: T[], next: () => number): void {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(next() * (index + 1));
    const [a, b] = [items[index], items[other]];
    if (a === undefined || b === undefined) continue;
    items[index] = b;
    items[other] = a;
  }
}
