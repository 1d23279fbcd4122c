import type { Party } from '../../core/model/matter.ts';

/**
 * A side is told by colour and by shape together, so that nobody needs to see colours: ours is a
 * blue disc, the first other side an orange square, and so on by the party's place in the matter.
 */
export function sideClass(party: Pick<Party, 'ordinal'> | undefined): string {
  return party === undefined ? '' : `side-${party.ordinal % 6}`;
}

const shapes = [
  <circle key="disc" cx="5" cy="5" r="4" />,
  <rect key="square" x="1.25" y="1.25" width="7.5" height="7.5" rx="1" />,
  <path key="triangle" d="M5 0.8 9.4 8.8 0.6 8.8Z" />,
  <path key="diamond" d="M5 0.2 9.8 5 5 9.8 0.2 5Z" />,
  <path key="pentagon" d="M5 0.4 9.6 3.8 7.8 9.2 2.2 9.2 0.4 3.8Z" />,
  <path key="cross" d="M3.4 0.6h3.2v2.8h2.8v3.2H6.6v2.8H3.4V6.6H0.6V3.4h2.8Z" />,
];

/** A side's mark. `hollow` is for what has not been put forward yet. It is ornament: the name stands beside it or in a label. */
export function PartyMark({ party, hollow = false }: { party: Pick<Party, 'ordinal'> | undefined; hollow?: boolean }) {
  if (party === undefined) return null;
  return (
    <svg
      className={`party-mark ${sideClass(party)}${hollow ? ' is-hollow' : ''}`}
      width="10"
      height="10"
      viewBox="0 0 10 10"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[party.ordinal % shapes.length]}
    </svg>
  );
}

/** A party by its id. */
export function partyById(parties: readonly Party[], id: string | null): Party | undefined {
  return parties.find((party) => party.id === id);
}
