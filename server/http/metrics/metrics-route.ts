import type { Express } from 'express';
import { metricsEndpoint } from '../../../contract/api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { AccessCheck } from '../gates/access.ts';
import { needsOfMetrics } from '../gates/needs.ts';
import { refuse } from '../mount.ts';

/** Figures for monitoring programs. What writes them is loaded with the first question: most computers are asked by nobody. */
export function mountMetrics(app: Express, engine: Pick<Engine, 'figures'>, access: AccessCheck): void {
  const { path, method } = metricsEndpoint;
  app.get(path, async (request, response) => {
    const caller = await access(request, needsOfMetrics(metricsEndpoint));
    const [figures, { prometheusText }] = await Promise.all([
      engine.figures.read(caller),
      import('./prometheus-text.ts'),
    ]);
    const { text, contentType } = await prometheusText(figures);
    response.set({ 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(text);
  });
  app.route(path).all(refuse([method]));
}
