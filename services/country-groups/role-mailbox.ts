import { z } from 'zod';

/** Begins with what an office is called, not with a person's name. */
export const roleMailbox = z
  .email()
  .max(200)
  .regex(
    /^(contact|info|accueil|secretariat|international|cooperation|relations|groupe|presidence|cuf)/i,
    'expected a role mailbox',
  );
