import type { Party } from '../../../core/model/matter.ts';
import { capitalised, useText } from '../../i18n/text.tsx';
import { PartyMark, sideClass } from '../../ui/side.tsx';
import { oldestAge } from './origins.ts';

const ages = Array.from({ length: oldestAge + 1 }, (_, index) => oldestAge - index);

/** What the colours, shapes and tints of the ancestry view mean. */
export function OriginLegend({ parties }: { readonly parties: readonly Party[] }) {
  const { say } = useText();
  return (
    <ul className="origin-legend" aria-label={say('ancestry.legend')}>
      {parties.map((party) => (
        <li key={party.id}>
          <PartyMark party={party} />
          <span className={`origin ${sideClass(party)} age-1`}>{capitalised(party.name)}</span>
        </li>
      ))}
      <li className="origin-ages">
        <span>{say('ancestry.earlier')}</span>
        {ages.map((age) => (
          <span key={age} className={`origin-swatch age-${age}`} aria-hidden />
        ))}
        <span>{say('ancestry.latest')}</span>
      </li>
    </ul>
  );
}
