// What staff do in the console, said as its pages need it: one request an act, one way to tell how far it is.

import type { App } from './app.ts';
import type { CorpusActs } from './web/console/corpus/corpus-acts.ts';

/** The acts, in the process that calls them. */
export function createDeskActs(app: App): CorpusActs {
  return {
    corpusStatus: () => app.corpusStatus(),
    corpusHistory: () => app.corpusHistory(),
    diffCorpus: () => app.diffCorpus(),
    addUpload: ({ file, fields, by }) => app.addUpload(file, fields, { by }),
    listAdded: () => app.listAdded(),
    removeDocument: ({ id, by }) => app.removeDocument(id, { by, publish: false }),
    stageCorpus: (operator, onStep) =>
      app.stageCorpus(operator, ({ step, done, total }) => onStep(step, done, total)),
    testStage: (operator, onStep) =>
      app.testStage(operator, {
        onGolden: (done, total, index) => onStep(`golden-${index}`, done, total),
        onAsked: (done, total) => onStep('asked', done, total),
      }),
    publishStage: (act, onStep) =>
      app.publishStage(act, {
        onGolden: (done, total, index) => onStep(`golden-${index}`, done, total),
      }),
    discardStage: (operator) => app.discardStage(operator),
    rollBack: (request) => app.rollBack(request),
    listFetches: () => app.listFetches(),
    fetchSources: (request, onStep) =>
      app.fetchSources(request, (done, total) => onStep('pages', done, total)),
  };
}
