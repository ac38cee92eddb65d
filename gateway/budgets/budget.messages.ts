/** Messages of refusals for the sake of other clients, by id. */
export const BUDGET_MESSAGES = {
  SPENT: {
    en: 'The budget of this minute is spent: {remaining} of {limit} are left, and this operation costs {cost}. Try again in {seconds} s, or ask the operator for a larger budget.',
    fr: 'Le budget de cette minute est épuisé : il reste {remaining} sur {limit}, et cette opération coûte {cost}. Réessayez dans {seconds} s, ou demandez un budget plus large à l’exploitant.',
  },
  TOO_MANY_AT_ONCE: {
    en: 'More than {maximum} of your operations wait for their turn. Wait for answers before you send others.',
    fr: 'Plus de {maximum} de vos opérations attendent leur tour. Attendez des réponses avant d’en envoyer d’autres.',
  },
} as const;
