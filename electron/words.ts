import type { z } from 'zod';
import type { interfaceLanguage } from '../core/model/matter.ts';

export type Language = z.infer<typeof interfaceLanguage>;

/** The system's language if Parley speaks it, else English. `locale` is a BCP 47 tag. */
export function languageOf(locale: string): Language {
  return /^fr\b/i.test(locale) ? 'fr' : 'en';
}

/** The words of menus and dialogs: all that a user reads outside the page. */
export interface Words {
  readonly file: string;
  readonly newMatter: string;
  readonly import: string;
  readonly exportMemo: string;
  readonly exportDraft: string;
  readonly certificate: string;
  readonly sendDraft: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly matters: string;
  readonly clean: string;
  readonly redline: string;
  readonly ancestry: string;
  readonly outline: string;
  readonly inspector: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly resetZoom: string;
  readonly fullScreen: string;
  readonly inspectPage: string;
  readonly help: string;
  readonly about: string;
  readonly chooseDraft: string;
  readonly contracts: string;
  readonly allFiles: string;
  readonly saveMemo: string;
  readonly saveExport: string;
  readonly saveCertificate: string;
}

export const words: Readonly<Record<Language, Words>> = {
  en: {
    file: 'File',
    newMatter: 'New matter…',
    import: 'Import a draft…',
    exportMemo: 'Export a memo…',
    exportDraft: 'Export the draft…',
    certificate: 'Certificate of untracked edits',
    sendDraft: 'Mark our draft as sent…',
    quit: 'Quit Parley',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    matters: 'All matters',
    clean: 'Clean',
    redline: 'Redline',
    ancestry: 'Ancestry',
    outline: 'Outline',
    inspector: 'Positions and versions',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
    inspectPage: 'Inspect the page',
    help: 'Help',
    about: 'About Parley',
    chooseDraft: 'Choose the draft to import',
    contracts: 'Contracts',
    allFiles: 'All files',
    saveMemo: 'Save the memo',
    saveExport: 'Save the draft',
    saveCertificate: 'Save the certificate',
  },
  fr: {
    file: 'Fichier',
    newMatter: 'Nouveau dossier…',
    import: 'Importer un projet…',
    exportMemo: 'Exporter une note…',
    exportDraft: 'Exporter le projet…',
    certificate: 'Certificat des modifications non suivies',
    sendDraft: 'Marquer notre projet comme transmis…',
    quit: 'Quitter Parley',
    edit: 'Édition',
    undo: 'Annuler',
    redo: 'Rétablir',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    selectAll: 'Tout sélectionner',
    view: 'Affichage',
    matters: 'Tous les dossiers',
    clean: 'Version nette',
    redline: 'Version comparée',
    ancestry: 'Ascendance',
    outline: 'Plan',
    inspector: 'Positions et versions',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    resetZoom: 'Taille réelle',
    fullScreen: 'Plein écran',
    inspectPage: 'Inspecter la page',
    help: 'Aide',
    about: 'À propos de Parley',
    chooseDraft: 'Choisir le projet à importer',
    contracts: 'Contrats',
    allFiles: 'Tous les fichiers',
    saveMemo: 'Enregistrer la note',
    saveExport: 'Enregistrer le projet',
    saveCertificate: 'Enregistrer le certificat',
  },
};
