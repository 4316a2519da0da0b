// What axe finds wrong with a page, with everything on it unfolded: axe passes over what is not shown.

import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const reportSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @returns each as "rule: element". */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: rules, resultTypes: ['violations'] });
  const { violations } = reportSchema.parse(await page.evaluate(`axe.run(document, ${options})`));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
