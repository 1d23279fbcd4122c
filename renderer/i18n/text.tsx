import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import type { InterfaceLanguage, Party } from '../../core/model/matter.ts';
import en from './en.json';
import fr from './fr.json';

/** The key of a message; the catalogues have the same keys (a test holds them to it). */
export type MessageKey = keyof typeof en;
export type MessageValues = Readonly<Record<string, string | number>>;

const catalogues: Readonly<Record<InterfaceLanguage, Readonly<Record<MessageKey, string>>>> = { en, fr };

/** The words of the interface in one language. */
export interface Text {
  readonly language: InterfaceLanguage;
  readonly say: (key: MessageKey, values?: MessageValues) => string;
  /** `12 March 2026` of `2026-03-12`. */
  readonly day: (isoDate: string) => string;
  /** `12 Mar` of `2026-03-12`; with the year when it is not this one. */
  readonly shortDay: (isoDate: string) => string;
  /** Day and time of an instant, in the machine's time zone. */
  readonly moment: (atMs: number) => string;
  readonly list: (items: readonly string[]) => string;
}

/** The words for a language, for those who are not components. */
export function createText(language: InterfaceLanguage): Text {
  const intl = intlFor(language);
  const thisYear = new Date().getFullYear();
  return {
    language,
    say: (key, values) => intl.formatMessage({ id: key }, values),
    day: (isoDate) =>
      intl.formatDate(dateOf(isoDate), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
    shortDay: (isoDate) =>
      intl.formatDate(dateOf(isoDate), {
        day: 'numeric',
        month: 'short',
        ...(dateOf(isoDate).getUTCFullYear() === thisYear ? {} : { year: 'numeric' }),
        timeZone: 'UTC',
      }),
    moment: (atMs) => intl.formatDate(atMs, { dateStyle: 'long', timeStyle: 'short' }),
    list: (items) => intl.formatList(items),
  };
}

function intlFor(language: InterfaceLanguage): IntlShape {
  return createIntl(
    {
      locale: language === 'en' ? 'en-GB' : 'fr-FR',
      messages: catalogues[language],
      onError: (error) => {
        throw error;
      },
    },
    createIntlCache(),
  );
}

function dateOf(isoDate: string): Date {
  return new Date(`${isoDate}T00:00:00Z`);
}

const TextContext = createContext<Text | null>(null);

export function TextProvider({ language, children }: { language: InterfaceLanguage; children: ReactNode }) {
  const text = useMemo(() => createText(language), [language]);
  return <TextContext value={text}>{children}</TextContext>;
}

/** The words of the interface in the chosen language. */
export function useText(): Text {
  const text = useContext(TextContext);
  if (text === null) throw new Error('useText needs a TextProvider above it');
  return text;
}

/** Today on this machine's calendar, `2026-03-31`. */
export function today(): string {
  const now = new Date();
  const month = String(now.getMonth() + 1).padStart(2, '0');
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, '0')}`;
}

/** Whole days from a day until today; 0 for today and for days to come. */
export function daysSince(isoDate: string): number {
  return Math.max(0, Math.round((dateOf(today()).getTime() - dateOf(isoDate).getTime()) / 86_400_000));
}

/** A name where it begins a line: `The Department` of `the Department`. */
export function capitalised(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** `Clause 4.2`; a label that names itself, such as `Article 4`, stays as it is. */
export function clauseName(label: string, text: Text): string {
  return /^\p{L}{3}/u.test(label) ? label : text.say('clause.named', { label });
}

/** Who must move and for how long, of a matter or its summary. */
export function penText(
  text: Text,
  matter: {
    readonly parties: readonly Party[];
    readonly round: number;
    readonly holderPartyId: string | null;
    readonly heldSince: string | null;
  },
): string {
  if (matter.round === 0 || matter.heldSince === null) return text.say('pen.none');
  const days = daysSince(matter.heldSince);
  const holder = matter.parties.find((party) => party.id === matter.holderPartyId);
  if (holder === undefined) return text.say('pen.open', { days });
  return holder.isOurs
    ? text.say('pen.ours', { days })
    : text.say('pen.theirs', { days, name: capitalised(holder.name) });
}
