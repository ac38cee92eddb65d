/** Names of the channel "local government of the donor" in aid statistics, with the misspellings in circulation. */
export const LOCAL_GOVERNMENT = [
  'Gouvernement local',
  'Gouvernment local',
  'Local Government',
  'Local government',
  'Collectivités locales',
  'Collectivités territoriales',
];
/** Agency under which France reports decentralised cooperation, and the codes of the channel. */
export const DECENTRALISED = [
  'COOP DECENTRAL/MAE',
  'Coopération décentralisée',
  ...LOCAL_GOVERNMENT,
  '11002',
];

/** Channels that name no authority: an empty value in their place. */
export const NO_AUTHORITY: Record<string, string> = Object.fromEntries(
  [
    ...LOCAL_GOVERNMENT,
    'Donor Government',
    'Gouvernement du donneur',
    'Other',
    'Autres',
    'Cités Unies France',
    'Cités Unies Frances',
  ].map((name) => [name, '']),
);
