// One index in the words of staff.

import { dayAndTime } from '../beijing-time.ts';
import type { IndexFacts } from './corpus-acts.ts';

export function describeIndex({ generation, madeAt, documents, passages }: IndexFacts): string {
  return `${dayAndTime(madeAt)}做的，${documents}份文档，${passages}个段落（版本 ${generation}）`;
}
