const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The present day on French clocks, such as `2022-01-27`. */
export const todayInParis = (): string => paris.format(new Date());
