import type { EditCertificate, UntrackedEdit } from '../model/certificate.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import type { RedlineNoteCode } from '../model/redline.ts';
import { redlineWords } from '../redline/words.ts';

/** What a certificate says around the words of the contract. */
export const certificateWords = {
  en: {
    title: 'Certificate of untracked edits',
    sent: 'Sent',
    received: 'Came back',
    clean: 'Nothing was changed without being tracked.',
    found: (count: number) =>
      count === 1 ? 'One change was made without being tracked.' : `${count} changes were made without being tracked.`,
    same: 'Not a word is other than in what was sent.',
    differs: (count: number) =>
      count === 1 ? 'One difference from what was sent.' : `${count} differences from what was sent.`,
    renamed: (count: number) =>
      count === 1
        ? 'One change of ours is now under another name.'
        : `${count} changes of ours are now under other names.`,
    settled: (count: number) =>
      count === 1
        ? 'One change of ours was accepted or rejected without a trace.'
        : `${count} changes of ours were accepted or rejected without a trace.`,
    trackedTitle: 'Tracked changes set aside before comparing',
    noTracked: 'What came back has no tracked changes of theirs.',
    untrackedTitle: 'Changed without being tracked',
    differencesTitle: 'Differences',
    renamedTitle: 'Our changes under another name',
    settledTitle: 'Our changes that are no longer pending',
    notComparedTitle: 'What this comparison cannot see',
    method: {
      document:
        'Compared: every part of both Word files (text, tables, notes, headers and footers, text boxes) with formatting and numbering, after their tracked changes were rejected.',
      words:
        'Compared: the words, clause by clause. At least one of the files is no Word document, so that no change can be tracked in it.',
    },
    columns: {
      clause: 'Clause',
      change: 'Change',
      before: 'Sent',
      after: 'Came back',
      author: 'Name',
      now: 'Name now',
      count: 'Number',
    },
    noName: 'no name',
    notes: {
      'pending-in-revised': 'changes pending in what came back are taken as accepted',
      'pending-in-base': 'changes pending in what was sent are taken as accepted',
      'different-styles': 'styles defined differently',
      'header-or-footer-without-counterpart': 'headers or footers that only one file has',
      'header-or-footer-shared': 'headers or footers that sections share in one file only',
      'section-not-carried': 'section breaks or page layouts that differ',
      'table-properties': 'tables whose borders, widths or shading differ',
      'object-frames': 'text boxes whose size, place or border differs',
      'merged-with-pending-formatting': 'formatting changed inside a pending change of formatting',
      'content-controls-not-carried': 'content controls that only one file has',
      'other-block': 'blocks of other formats',
      'comments-carried': 'comments of what came back',
      'comments-not-carried': 'comments that only what came back has',
      'objects-compared-as-wholes': 'pictures and objects, compared by their bytes',
    } satisfies Record<RedlineNoteCode, string>,
  },
  fr: {
    title: 'Certificat des modifications non suivies',
    sent: 'Envoyé',
    received: 'Revenu',
    clean: 'Rien n’a été modifié sans suivi.',
    found: (count: number) =>
      count === 1 ? 'Une modification a été faite sans suivi.' : `${count} modifications ont été faites sans suivi.`,
    same: 'Pas un mot ne diffère de ce qui a été envoyé.',
    differs: (count: number) =>
      count === 1 ? 'Une différence avec ce qui a été envoyé.' : `${count} différences avec ce qui a été envoyé.`,
    renamed: (count: number) =>
      count === 1
        ? 'Une de nos modifications porte désormais un autre nom.'
        : `${count} de nos modifications portent désormais un autre nom.`,
    settled: (count: number) =>
      count === 1
        ? 'Une de nos modifications a été acceptée ou refusée sans laisser de trace.'
        : `${count} de nos modifications ont été acceptées ou refusées sans laisser de trace.`,
    trackedTitle: 'Modifications suivies mises à part avant de comparer',
    noTracked: 'Ce qui est revenu n’a aucune modification suivie de leur part.',
    untrackedTitle: 'Modifié sans suivi',
    differencesTitle: 'Différences',
    renamedTitle: 'Nos modifications sous un autre nom',
    settledTitle: 'Nos modifications qui ne sont plus en attente',
    notComparedTitle: 'Ce que cette comparaison ne voit pas',
    method: {
      document:
        'Comparé : toutes les parties des deux fichiers Word (texte, tableaux, notes, en-têtes et pieds de page, zones de texte), mise en forme et numérotation comprises, une fois leurs modifications suivies refusées.',
      words:
        'Comparé : les mots, clause par clause. L’un des fichiers au moins n’est pas un document Word : aucune modification ne peut y être suivie.',
    },
    columns: {
      clause: 'Clause',
      change: 'Modification',
      before: 'Envoyé',
      after: 'Revenu',
      author: 'Nom',
      now: 'Nom actuel',
      count: 'Nombre',
    },
    noName: 'sans nom',
    notes: {
      'pending-in-revised': 'les modifications en attente dans ce qui est revenu sont prises comme acceptées',
      'pending-in-base': 'les modifications en attente dans ce qui a été envoyé sont prises comme acceptées',
      'different-styles': 'styles définis autrement',
      'header-or-footer-without-counterpart': 'en-têtes ou pieds de page présents dans un seul fichier',
      'header-or-footer-shared': 'en-têtes ou pieds de page communs à des sections dans un seul fichier',
      'section-not-carried': 'sauts de section ou mises en page qui diffèrent',
      'table-properties': 'tableaux dont les bordures, largeurs ou trames diffèrent',
      'object-frames': 'zones de texte dont la taille, la place ou le cadre diffère',
      'merged-with-pending-formatting': 'mise en forme modifiée dans un changement de mise en forme en attente',
      'content-controls-not-carried': 'contrôles de contenu présents dans un seul fichier',
      'other-block': 'blocs d’autres formats',
      'comments-carried': 'commentaires de ce qui est revenu',
      'comments-not-carried': 'commentaires présents seulement dans ce qui est revenu',
      'objects-compared-as-wholes': 'images et objets, comparés par leurs octets',
    } satisfies Record<RedlineNoteCode, string>,
  },
} as const;

/** What the certificate finds, in one to three sentences. */
export function certificateFindings(certificate: EditCertificate, language: InterfaceLanguage): string[] {
  const words = certificateWords[language];
  const { untracked, renamed, settled } = certificate;
  const count = untracked.length;
  // In a text nothing can be tracked, so that to have changed it is no reproach.
  const [none, some] = certificate.compared === 'words' ? [words.same, words.differs] : [words.clean, words.found];
  return [
    count === 0 ? none : some(count),
    ...(renamed.length === 0 ? [] : [words.renamed(renamed.length)]),
    ...(settled.length === 0 ? [] : [words.settled(settled.length)]),
  ];
}

/** What the list of edits is called: in a text, where nothing can be tracked, they are differences and no more. */
export function editsTitle({ compared }: EditCertificate, language: InterfaceLanguage): string {
  const { untrackedTitle, differencesTitle } = certificateWords[language];
  return compared === 'words' ? differencesTitle : untrackedTitle;
}

/** Something that the comparison cannot see, with how often and what. */
export function certificateNote(
  { code, count, detail }: EditCertificate['notCompared'][number],
  language: InterfaceLanguage,
): string {
  const about = detail === undefined ? '' : ` (${detail})`;
  return `${certificateWords[language].notes[code]}${language === 'fr' ? '\u00a0' : ''}: ${count}${about}`;
}

/** How the clause of an edit is called, or else its story; empty when it has no name. */
export function placeName({ clause }: UntrackedEdit): string {
  return [clause?.label, clause?.heading].filter(Boolean).join(' ');
}

/** How the story that an edit stands in is called; empty for the body. */
export function storyName(story: string, language: InterfaceLanguage): string {
  const names: Readonly<Record<string, string>> = redlineWords[language].stories;
  return story === 'body' ? '' : (names[story] ?? story);
}
