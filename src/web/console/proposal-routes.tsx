// What reviewers and staff propose to make answers better: golden questions, and questions approved for their passages.

import { Hono } from 'hono';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { ProposalsPage } from './proposals-page.tsx';

export function proposalRoutes({ review, catalogue, show }: ConsoleDesk): Hono<ConsoleEnv> {
  return new Hono<ConsoleEnv>().get('/proposals', async (context) => {
    const main = (
      <ProposalsPage
        golden={await review.proposals.listGolden()}
        approved={await review.proposals.listApproved()}
        catalogue={catalogue()}
      />
    );
    return show(context, { title: '改进建议', main });
  });
}
