import { createRoot } from 'react-dom/client';
import { setNonce } from 'get-nonce';
// First, so that our own component styles come after Mantine's.
import './app/styles.css';
import { App } from './app/app.tsx';
import { fetchScreenOf } from './app/routes.tsx';
import { watchStyles } from './ui/missing-styles.ts';
import { languageOf, readLook } from './app/preferences.ts';
import { fetchWords } from './words/packs.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce);

watchStyles();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const page = createRoot(root);
fetchScreenOf(location.hash);
// No top-level await: it would make the bundler split this module, at a cost of 12 KB.
void fetchWords(languageOf(readLook().language)).then(() => page.render(<App nonce={nonce} />));
