import type { MatterOutline } from './snapshot.ts';

const service = {
  first:
    'Service levels. The Supplier keeps the Service available for 99.5 per cent of each calendar month.\nPlanned maintenance does not count.',
  second:
    'Service levels. The Supplier keeps the Service available for 99.9 per cent of each calendar month, measured at the Customer\u2019s premises.\nPlanned maintenance does not count.',
  working:
    'Service levels. The Supplier keeps the Service available for 99.7 per cent of each calendar month, measured at its own border router.\nPlanned maintenance does not count.',
};
const liability = {
  first: 'Liability. The Supplier\u2019s liability in a contract year is limited to the fees of that year.',
  second:
    'Liability. The Supplier\u2019s liability in a contract year is limited to three times the fees of that year.\nThe limit does not apply to a breach of confidence.',
};

/** A small matter of ours in which every field is filled in, with a working draft and changed positions. */
export const hostingMatter: MatterOutline = {
  title: 'Hosting of the land register',
  parties: ['the Supplier', 'the Customer'],
  madeOn: '2026-03-01',
  documents: [
    {
      title: 'Hosting agreement',
      language: 'en',
      rounds: [
        {
          by: 0,
          datedOn: '2026-01-12',
          file: 'hosting r1.docx',
          clauses: { levels: { label: '4.2', text: service.first }, cap: { label: '9.1', text: liability.first } },
        },
        {
          by: 1,
          datedOn: '2026-02-03',
          file: 'hosting r2.docx',
          clauses: { levels: { label: '4.2', text: service.second }, cap: { label: '9.1', text: liability.second } },
        },
        {
          by: 0,
          working: true,
          datedOn: '2026-02-20',
          file: null,
          clauses: { levels: { label: '4.2', text: service.working }, cap: { label: '9.1', text: liability.second } },
        },
      ],
      terms: [
        {
          clause: 'levels',
          title: 'How much uptime we can carry',
          heading: 'Service levels',
          status: 'narrowing',
          owner: 'Operations',
          note: 'Ask the network team for the figures of the second data centre.',
          positions: [
            {
              by: 0,
              recordedOn: '2026-01-12',
              stance: 'oppose',
              wanted: 'Availability of 99.5 per cent.',
              redLine: 'Never above 99.8 per cent without a second carrier.',
              reasons: 'Our own measurements of the autumn came to 99.74 per cent.',
              priority: 'must',
              source: 'Covering letter of 12 January 2026',
            },
            {
              by: 1,
              recordedOn: '2026-02-03',
              stance: 'oppose',
              wanted: 'Availability of 99.9 per cent at its premises.',
              redLine: 'We gather that 99.7 per cent would pass its board.',
              reasons: 'It was fined in spring when the register could not be reached.',
              priority: 'should',
              source: 'Draft of 3 February 2026',
            },
            {
              by: 0,
              recordedOn: '2026-02-20',
              stance: 'accept-if',
              wanted: 'Availability of 99.7 per cent if a second carrier is paid for.',
              redLine: 'Never above 99.8 per cent whoever pays the carrier.',
              reasons: 'The carrier quoted less than we had feared.',
              priority: 'should',
              source: 'Internal meeting of 19 February 2026',
              privileged: true,
            },
          ],
        },
        {
          clause: 'cap',
          title: 'Cap on liability',
          heading: 'Liability',
          status: 'open',
          owner: 'Legal',
          positions: [
            {
              by: 0,
              recordedOn: '2026-02-21',
              stance: 'accept-if',
              wanted: 'Twice the fees of the contract year.',
              redLine: 'Two and a half times the fees and not a cent more.',
              source: 'Telephone call of 21 February 2026',
            },
            {
              by: 1,
              recordedOn: '2026-02-22',
              stance: 'accept-if',
              wanted: 'Would take twice the fees if it could save face.',
              source: 'A consultant who works for both',
              certainty: 'reported',
            },
          ],
        },
      ],
    },
  ],
};
