import { z } from 'zod';

// What every trigger of a schedule has.

export const triggerId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
  .meta({ description: 'Its ID in the schedule; what it has seen is remembered under it' });
export const triggerEnabled = z.boolean().default(true);
