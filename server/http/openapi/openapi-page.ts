import type { Express, Request, Response } from 'express';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { calledHost } from '../gates/called-host.ts';
import { openApiDocument } from './openapi.ts';
import { contentPolicy, newNonce } from '../gates/security-headers.ts';

const base = '/scheduler/connector-api';
const viewerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;

/**
 * The API description as JSON, and a page that renders it without network access; both need no sign-in, because they contain no data
 * of this computer.
 */
export function mountOpenApi(app: Express, { version, pageFolder }: { version: string; pageFolder: string }): void {
  app.get(`${base}/openapi.json`, (request: Request, response: Response) => {
    // The address that the caller used: the Host header has been checked.
    response.json(openApiDocument(`${request.protocol}://${calledHost(request) ?? ''}`, version));
  });

  app.get(`${base}/docs`, (_request, response) => {
    response.set('Content-Security-Policy', contentPolicy(newNonce())).type('html').send(page);
  });
  app.get(`${base}/docs/start.js`, (_request, response) => {
    response.type('text/javascript').send(startScript);
  });
  for (const file of viewerFiles) {
    app.get(`${base}/docs/${file}`, (_request, response, next) => {
      const folder = viewerFolder(pageFolder);
      if (folder === null) return next();
      response.set('Cache-Control', 'public, max-age=86400').sendFile(file, { root: folder });
    });
  }
}

/** The viewer's files: next to the built page in a package, else in node_modules. */
function viewerFolder(pageFolder: string): string | null {
  const built = path.join(pageFolder, 'api-docs');
  if (existsSync(path.join(built, viewerFiles[0]))) return built;
  try {
    return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  } catch {
    return null;
  }
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Rota connector API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${base}/docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"><p>The description itself is at <a href="${base}/openapi.json">openapi.json</a>.</p></div>
    <script src="${base}/docs/swagger-ui-bundle.js"></script>
    <script src="${base}/docs/start.js"></script>
  </body>
</html>
`;

const startScript = `SwaggerUIBundle({ url: '${base}/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null, docExpansion: 'list' });
`;
