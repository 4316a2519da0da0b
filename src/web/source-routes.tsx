// The pages of what answers rest on.

import type { Hono } from 'hono';
import type { Desk } from './desk.ts';
import { DocumentPage, GoneDocumentPage } from './document-page.tsx';
import { isPublic, SourcesPage } from './sources-page.tsx';
import * as texts from './texts.ts';

export function addSourceRoutes(site: Hono, { service, show, findCitedPassages }: Desk): void {
  site.get('/sources', (context) => {
    const main = <SourcesPage catalogue={service.catalogue()} />;
    return show(context, { title: texts.sources.title, main });
  });

  site.get('/sources/:document', async (context) => {
    const id = context.req.param('document');
    const as = context.req.query('as');
    const catalogue = service.catalogue();
    const document = catalogue.documents.find((candidate) => candidate.id === id);
    if (document && !isPublic(document)) return context.notFound();
    const cited = await findCitedPassages(id);
    if (document) {
      const passages = catalogue.passages(id);
      const { documents } = catalogue;
      const main = <DocumentPage {...{ document, passages, cited, as, documents }} />;
      return show(context, { title: document.title, main });
    }
    const [newest] = cited;
    if (!newest) return context.notFound();
    return show(context, { title: newest.title, main: <GoneDocumentPage cited={cited} as={as} /> });
  });
}
