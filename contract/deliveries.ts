import { z } from 'zod';
import { saidOrText } from './translatable-schema.ts';

/** A webhook that was sent or is to be sent. Instants are epoch ms. */
export const delivery = z.object({
  seq: z.int(),
  id: z.string(),
  event: z.string(),
  url: z.string(),
  runId: z.string().nullable(),
  state: z.enum(['waiting', 'delivered', 'given-up']),
  attempts: z.int(),
  createdAt: z.number(),
  nextAt: z.number().nullable(),
  lastError: saidOrText.nullable(),
  deliveredAt: z.number().nullable(),
});
export type Delivery = z.infer<typeof delivery>;
export const deliveriesAnswer = z.object({ deliveries: z.array(delivery), next: z.int().nullable() });
export const deliveryAnswer = z.object({ delivery });
export const testWebhookBody = z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) });
export const webhookSecretAnswer = z.object({ secret: z.string() });
