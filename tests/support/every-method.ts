import { join } from 'node:path';
import { api, type Input, type MethodName, type Output } from '../../core/api.ts';
import type { TermId } from '../../core/model/ids.ts';
import { docxFile, p, r } from './docx.ts';
import { contract, paragraphOf } from './engine.ts';
import { type OpenServices, openTestServices } from './services.ts';
import { temporaryFolder } from './workspace.ts';

/** A negotiation in which every method of the table is called; answers which were, and the services it ran on. */
export async function callEveryMethod(): Promise<{ services: OpenServices; called: Set<MethodName> }> {
  const services = openTestServices();
  const called = new Set<MethodName>();
  const ask = async <N extends MethodName>(method: N, input: Input<N>): Promise<Output<N>> => {
    called.add(method);
    return services.ask(method, input);
  };
  await ask('app.info', {});
  await ask('sample.ensure', { language: 'en' });
  await ask('sample.create', { language: 'fr' });
  await ask('setting.set', { key: 'theme', value: 'dark' });
  await ask('setting.set', { key: 'theme', value: 'light' });
  await ask('setting.list', {});

  const parties = [
    { name: 'the Vendor', isOurs: true },
    { name: 'the Department', isOurs: false },
  ];
  const { id: matterId, parties: sides } = await ask('matter.create', { title: 'Supply', parties });
  const [ours, theirs] = sides;
  if (ours === undefined || theirs === undefined) throw new Error('a matter has two sides');
  await ask('matter.rename', { matterId, title: 'Supply of parts' });

  const { token } = await ask('file.stage', { path: join(import.meta.dirname, '../../engine/sample/en/round-1.md') });
  const datedOn = '2026-04-01';
  const first = await ask('draft.import', { matterId, partyId: ours.id, datedOn, source: { token } });
  const bytes = new TextEncoder().encode(contract('The fee is ten.', 'Delivery is free.'));
  const source = { name: 'theirs.txt', bytes };
  const second = await ask('draft.import', { matterId, partyId: theirs.id, datedOn, source });
  const byHand = await ask('matter.create', { title: 'Redlined by hand', parties });
  const struck = docxFile(p(r('within ') + r('thirty', '<w:strike/>') + r('[sixty]', '<w:b/>') + r(' days')));
  await ask('draft.inspect', { source: struck });
  const redlined = await ask('draft.import', {
    ...{ matterId: byHand.id, partyId: byHand.parties[0]?.id ?? ours.id, datedOn, source: struck },
    reading: { accepting: 'all', byHand: true },
  });
  await ask('draft.pending', { draftId: redlined.draft.id });
  await ask('file.get', { draftId: first.draft.id });
  await ask('draft.compare', { aDraftId: first.draft.id, bDraftId: second.draft.id });

  await ask('draft.ancestry', { draftId: second.draft.id });

  const certificate = { draftId: second.draft.id, language: 'fr' } as const;
  await ask('draft.certificate', certificate);
  await ask('draft.renderCertificate', certificate);
  await ask('draft.writeCertificate', { ...certificate, path: join(temporaryFolder(), 'certificate.html') });

  const { clauses } = await ask('draft.get', { draftId: second.draft.id });
  const clause = clauses.at(-1);
  if (clause === undefined) throw new Error('the draft has clauses');
  const { clauseId, versionHash } = clause;
  const { documentId } = second.draft;
  const blocks = paragraphOf('Delivery is due.');
  const edited = await ask('clause.edit', { documentId, clauseId, basedOn: versionHash, blocks });
  await ask('history.undo', { matterId });
  await ask('history.redo', { matterId });
  const drafts = { draftId: edited.draft.id, againstDraftId: first.draft.id, language: 'en' } as const;
  await ask('draft.export', { ...drafts, kind: 'redline', scrub: true, format: 'docx' });
  const exported = join(temporaryFolder(), 'draft.html');
  await ask('draft.writeExport', { ...drafts, kind: 'clean', scrub: false, path: exported });
  await ask('draft.send', { draftId: edited.draft.id, datedOn });
  await ask('clause.history', { documentId, clauseId });
  await ask('clause.ancestry', { documentId, clauseId });
  const own = await ask('draft.unpair', { draftId: second.draft.id, clauseId });
  const from = (await ask('draft.get', { draftId: first.draft.id })).clauses.at(-1);
  if (from === undefined) throw new Error('the first draft has clauses');
  await ask('draft.pair', { draftId: second.draft.id, clauseId: own.clauseId, fromClauseId: from.clauseId });
  await ask('clause.version', { versionHash: edited.versionHash });

  const { termId } = await ask('term.flag', { matterId, documentId, clauseId, title: 'Delivery', quote: 'due' });
  await ask('term.update', { matterId, termId: clauseId as string as TermId, status: 'narrowing' });
  await ask('position.set', { matterId, termId, partyId: ours.id, stance: 'oppose', redLine: 'Never.' });
  await ask('position.set', { matterId, termId, partyId: ours.id, stance: 'accept-if' });
  await ask('position.history', { matterId, termId, partyId: ours.id });
  await ask('term.get', { matterId, termId });
  await ask('term.list', { matterId });
  await ask('ask.list', { matterId });
  const [sealed] = (await ask('draft.get', { draftId: edited.draft.id })).clauses;
  if (sealed === undefined) throw new Error('the draft that was sent has clauses');
  await ask('clause.seal', { documentId, clauseId: sealed.clauseId });
  await ask('seal.list', { matterId });
  await ask('clause.unseal', { documentId, clauseId: sealed.clauseId });
  await ask('clause.seal', { documentId, clauseId: sealed.clauseId });
  await ask('matter.get', { matterId });
  await ask('matter.list', {});

  const memo = { matterId, audience: 'counterparty', language: 'en' } as const;
  await ask('memo.render', { ...memo, format: 'html' });
  await ask('memo.write', { ...memo, path: join(temporaryFolder(), 'memo.docx') });
  await ask('history.state', { matterId });
  await ask('history.verify', {});
  await ask('job.cancel', { jobId: 'none' });
  return { services, called };
}

export const allMethods = Object.keys(api) as MethodName[];
