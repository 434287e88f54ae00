import type { z } from 'zod';
import type * as page from '../../contract/console.ts';
import type { Delivery } from '../../contract/deliveries.ts';
import type { Caller } from '../people/caller.ts';

export interface WebhookVerbs {
  page(query: z.infer<typeof page.pageQuery>): Promise<{ deliveries: Delivery[]; next: number | null }>;
  redeliver(id: string, caller: Caller): Promise<void>;
  test(url: string, caller: Caller): Promise<Delivery>;
  /** `whsec_…`, for receivers. */
  secret(): string;
}
